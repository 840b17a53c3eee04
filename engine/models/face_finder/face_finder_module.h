#pragma once

#include <torch/torch.h>

#include "engine/models/face_finder/face_finder_config.h"
#include "engine/nn/film_block.h"

namespace engine {

/// The fully convolutional face finder; parameter names equal the checkpoint's keys. No norm: what a place is
/// taken for may not depend on the rest of the picture. Included by training and by face_finder.cpp alone.
struct FaceFinderModuleImpl : torch::nn::Module {
    explicit FaceFinderModuleImpl(const FaceFinderConfig& config);

    /// picture [B, 3, H, W] in 0…1 sRGB, H and W multiples of 8 → [B, 4, H/4, W/4]: the logit of a face's
    /// middle, the middle's place from the cell's middle (x, y, in cells), log(face size / kFaceFinderSize).
    torch::Tensor forward(const torch::Tensor& picture);

    FaceFinderConfig config;
    torch::nn::Conv2d conv_in{nullptr}, conv_quarter{nullptr}, conv_down{nullptr}, conv_out{nullptr};
    torch::nn::ModuleList conv1{nullptr}, conv2{nullptr};
};
TORCH_MODULE(FaceFinderModule);

}  // namespace engine
