#pragma once

#include <ATen/core/Tensor.h>

#include <limits>
#include <optional>
#include <vector>

#include "engine/models/unet/unet_config.h"
#include "engine/nn/layers/resnet_block.h"
#include "engine/nn/layers/timestep_embedding.h"
#include "engine/nn/layers/transformer.h"

namespace engine {

/// What a denoiser is told beside the latent.
struct UnetCondition {
    at::Tensor context;      ///< [B, M, context_width], the prompt
    at::Tensor pooled_text;  ///< SDXL: [B, P]; else undefined
    at::Tensor sizes;        ///< SDXL: [B, 6], height and width before, offset, height and width wanted
    at::Tensor guidance;     ///< LCM-distilled: [B], guidance − 1; else undefined
    const AttentionWatch* watch = nullptr;  ///< hears every attention
    const SelfContext* self = nullptr;      ///< what self-attention looks at; null: a layer's own tokens
};

/// The time embedding and everything that is added to it, behind SiLU as all blocks want it.
class TimeEmbedding {
public:
    TimeEmbedding(const WeightReader& reader, const UnetConfig& config);
    /// timesteps: [B], in training steps → [B, timeWidth()] in `type`.
    at::Tensor operator()(const at::Tensor& timesteps, const UnetCondition& condition,
                          at::ScalarType type) const;

private:
    UnetConfig config_;
    EmbeddingLayers time_embedding_;
    std::optional<EmbeddingLayers> add_embedding_;
    std::optional<Linear> cond_proj_;
};

/// One resnet and, where its level attends, one transformer.
struct UnetLayer {
    ResnetBlock resnet;
    std::optional<SpatialTransformer> attention;
    at::Tensor operator()(const at::Tensor& x, const at::Tensor& time, const UnetCondition& condition) const;
};

/// conv_in, the way down and the middle: what a U-Net and its ControlNet have in common.
class UnetEncoder {
public:
    UnetEncoder(const WeightReader& reader, const UnetConfig& config);

    /// conv_in alone: [B, in_channels, h, w] → [B, C0, h, w].
    at::Tensor begin(const at::Tensor& latent) const { return conv_in_(latent); }
    /// From the output of begin() down; the outputs of all layers are appended to `skips`, begin()'s first,
    /// until there are `most`.
    at::Tensor down(at::Tensor x, const at::Tensor& time, const UnetCondition& condition,
                    std::vector<at::Tensor>& skips,
                    std::size_t most = std::numeric_limits<std::size_t>::max()) const;
    at::Tensor middle(const at::Tensor& x, const at::Tensor& time, const UnetCondition& condition) const;

private:
    struct Level {
        std::vector<UnetLayer> layers;
        std::optional<Conv2d> downsample;
    };
    Conv2d conv_in_;
    std::vector<Level> levels_;
    UnetLayer mid_in_;
    ResnetBlock mid_out_;
};

/// Channels of each skip in the order in which UnetEncoder::down() appends them.
std::vector<int> skipChannels(const UnetConfig& config);

/// The transformer of a level of `config`.
SpatialTransformer::Shape transformerShape(const UnetConfig& config, const UnetConfig::Level& level);

}  // namespace engine
