#pragma once

#include <torch/torch.h>

#include <vector>

namespace engine {

/// Where people would have the joints of a pose: a network that has learnt to put back joints that were moved
/// away. What it answers is the gradient of the (smoothed) log density of poses (Vincent 2011, "A connection
/// between score matching and denoising autoencoders"), so its length is a distance and its direction the way
/// down.
class PoseFieldModuleImpl : public torch::nn::Module {
public:
    static constexpr int kWidth = 160;
    static constexpr double kSmallestSize = 1e-6;  ///< of a pose, in any unit

    explicit PoseFieldModuleImpl(int width = kWidth);

    /// places: [B, 18, 2] in pixels or any other unit; seen: [B, 18], 1 or 0 → [B, 18, 2]: from each joint
    /// that is seen to where it would be expected, in units of the pose's size; 0 for the others.
    torch::Tensor forward(const torch::Tensor& places, const torch::Tensor& seen);

    /// [B, 18, 2], [B, 18] → [B, 1, 1]: the root mean square distance of the joints that are seen from their
    /// middle.
    static torch::Tensor sizeOf(const torch::Tensor& places, const torch::Tensor& seen);

    /// From the input to the answer; SiLU between them.
    const std::vector<torch::nn::Linear>& linears() const { return linears_; }

    const int width;

private:
    std::vector<torch::nn::Linear> linears_;
};
TORCH_MODULE(PoseFieldModule);

}  // namespace engine
