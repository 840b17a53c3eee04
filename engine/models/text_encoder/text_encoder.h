#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

#include "engine/files/model_folder.h"
#include "engine/nn/layers/layers.h"

namespace engine {

/// The shape of a CLIPTextModel, as its config.json says.
struct TextEncoderConfig {
    enum class Activation { QuickGelu, Gelu };
    int vocabulary = 49408, positions = 77;
    int width = 512, inner_width = 2048, heads = 8, layers = 12;
    int projection = 0;  ///< width of the pooled text behind its projection; 0: there is none
    int end_token = 49407;
    Activation activation = Activation::QuickGelu;
    double eps = 1e-5;
};
/// Errors: ModelCorrupt. A class CLIPTextModelWithProjection (in "architectures") has the projection.
Result<TextEncoderConfig> readTextEncoderConfig(const ModelConfig& file);

/// What a text encoder makes of token ids.
struct EncodedText {
    /// [B, N, width] each: the embedding, then every layer's output, none of them behind the final norm.
    std::vector<at::Tensor> hidden;
    at::Tensor last;    ///< [B, N, width]: the last of them behind the final norm
    at::Tensor pooled;  ///< [B, width or projection]: `last` at the end token, behind the projection if any
};

/// CLIP's text half (Radford et al. 2021, arXiv 2103.00020): CLIPTextModel and CLIPTextModelWithProjection of
/// transformers.
class TextEncoder {
public:
    TextEncoder(const WeightReader& reader, const TextEncoderConfig& config);

    /// ids: [B, N] int64, N ≤ positions, each below vocabulary plus the rows of `added` [K, width] (textual
    /// inversion: vectors for the ids behind the vocabulary; may be undefined).
    EncodedText encode(const at::Tensor& ids, const at::Tensor& added = {}) const;

    /// The hidden state `skip` layers before the last, behind the final norm: diffusers' clip_skip.
    at::Tensor skipped(const EncodedText& text, int skip) const;

    const TextEncoderConfig& config() const { return config_; }

private:
    struct Layer {
        LayerNorm norm1;
        Linear query, key, value, out;
        LayerNorm norm2;
        Linear fc1, fc2;
    };
    at::Tensor through(const Layer& layer, const at::Tensor& x) const;
    at::Tensor pooled(const at::Tensor& last, const at::Tensor& ids) const;

    TextEncoderConfig config_;
    at::Tensor token_embedding_, position_embedding_;
    std::vector<Layer> layers_;
    LayerNorm final_norm_;
    std::optional<Linear> text_projection_;
};

}  // namespace engine
