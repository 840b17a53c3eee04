#pragma once

#include <torch/torch.h>

#include "engine/models/portrait_reader/portrait_reader_config.h"
#include "engine/models/portrait_reader/portrait_trunk.h"

namespace engine {

/// The whole face mesh from its anchor points: they are laid over the mean face (shift, turn, size), what is
/// left is multiplied by a fixed matrix (the principal shapes of real meshes, fitted before training), and
/// the result is laid back. So a mesh follows its anchors anywhere, and is always shaped like a face.
struct MeshShapeImpl : torch::nn::Module {
    explicit MeshShapeImpl(int anchors);
    struct Out {
        torch::Tensor mesh;      ///< [B, 478, 2], in the anchors' units
        torch::Tensor residual;  ///< [B, 2 · anchors]: the upright anchors less the mean face's
    };
    Out forward(const torch::Tensor& anchors);  ///< [B, anchors, 2]

    torch::Tensor mean_anchors;  ///< [anchors, 2]: centred, mean square distance from the centre 1
    torch::Tensor mean_mesh;     ///< [478, 2], in the same units
    torch::Tensor from_anchors;  ///< [956, 2 · anchors]
};
TORCH_MODULE(MeshShape);

/// The network that reads a portrait: a trunk and what is told from its features; parameter names equal the
/// checkpoint's keys. Included by training and by portrait_reader.cpp alone.
struct PortraitReaderModuleImpl : PortraitTrunkImpl {
    explicit PortraitReaderModuleImpl(const PortraitReaderConfig& config);

    /// Places are in units of the picture's side, 0…1 inside.
    struct Out {
        torch::Tensor parts;        ///< [B, 8, S, S] logits
        torch::Tensor person;       ///< [B, 1, S, S] logits
        torch::Tensor anchors;      ///< [B, anchors, 2]
        torch::Tensor mesh;         ///< [B, 478, 2]
        torch::Tensor head;         ///< [B, 2]: yaw and pitch in radians
        torch::Tensor body;         ///< [B, 3, 2]: neck, right shoulder, left shoulder
        torch::Tensor body_logits;  ///< [B, 3]: whether the place is inside the picture and can be told
        torch::Tensor face_logit;   ///< [B]: whether a face lies in the middle at a fitting size
    };
    /// picture [B, 3, S, S] in 0…1 sRGB, S = config.picture_size.
    Out forward(const torch::Tensor& picture);

    PortraitReaderConfig config;
    torch::nn::Conv2d conv_out{nullptr}, conv_points{nullptr};
    torch::nn::GroupNorm norm_deep{nullptr}, norm_points{nullptr}, norm_out{nullptr};
    torch::nn::Linear hidden{nullptr}, answers{nullptr};
    MeshShape shape{nullptr};

private:
    torch::Tensor expectedPlaces(const torch::Tensor& maps) const;
};
TORCH_MODULE(PortraitReaderModule);

}  // namespace engine
