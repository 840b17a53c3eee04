#pragma once

#include <torch/torch.h>

namespace engine {

/// Two 3×3 convolutions with group norm and a skip: [B, in, H, W] → [B, out, H, W]. The last convolution
/// starts at zero, so a fresh block is its skip.
struct ResidualBlockImpl : torch::nn::Module {
    ResidualBlockImpl(int in, int out);
    torch::Tensor forward(const torch::Tensor& x);

    torch::nn::GroupNorm norm1{nullptr}, norm2{nullptr};
    torch::nn::Conv2d conv1{nullptr}, conv2{nullptr}, skip{nullptr};
};
TORCH_MODULE(ResidualBlock);

/// Twice as wide and high, bilinear.
torch::Tensor twice(const torch::Tensor& x);

}  // namespace engine
