#pragma once

#include <torch/torch.h>

namespace engine {

/// The guided upsampling of a log-gain field; see field_upsampler.h.
struct FieldUpsamplerModuleImpl : torch::nn::Module {
    explicit FieldUpsamplerModuleImpl(int width);

    /// field [B, 3, h, w] in log-gain units; picture [B, 3, H, W], sRGB 0…1, H and W even → [B, 3, H, W].
    torch::Tensor forward(const torch::Tensor& field, const torch::Tensor& picture);

    int width;
    torch::nn::Conv2d conv_in{nullptr}, conv1{nullptr}, conv2{nullptr}, conv3{nullptr}, conv_out{nullptr};
};
TORCH_MODULE(FieldUpsamplerModule);

}  // namespace engine
