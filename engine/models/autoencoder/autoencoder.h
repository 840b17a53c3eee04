#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <optional>
#include <vector>

#include "engine/models/autoencoder/autoencoder_config.h"
#include "engine/nn/layers/attention.h"
#include "engine/nn/layers/resnet_block.h"

namespace engine {

/// Two resnets around self-attention with one head, where an autoencoder is coarsest.
class AutoencoderMiddle {
public:
    AutoencoderMiddle(const WeightReader& reader, const AutoencoderConfig& config);
    at::Tensor operator()(const at::Tensor& x) const;

private:
    ResnetBlock in_, out_;
    std::optional<GroupNorm> norm_;
    std::optional<Attention> attention_;
};

/// A normal distribution over latents, [B, C, h, w] each.
struct LatentDistribution {
    at::Tensor mean, deviation;
};

/// Pictures ⇄ latents an eighth of their size: AutoencoderKL of diffusers (Rombach et al. 2021, arXiv
/// 2112.10752). Latents are raw here; scaled() and raw() convert from and to what denoisers work with.
class Autoencoder {
public:
    Autoencoder(const WeightReader& reader, const AutoencoderConfig& config);

    /// Is called ahead of every layer and may throw to stop.
    using Checkpoint = std::function<void()>;

    // Both work a band of rows at a time: a level's picture is held twice at most, and the norms are those of
    // the whole.

    /// Mean and logarithm of the variance, one behind the other: [B, 2C, h, w]; see distributionOf().
    /// picture: [B, 3, H, W], −1…1, H and W multiples of reduction().
    at::Tensor moments(const at::Tensor& picture, const Checkpoint& before = {}) const;
    /// latent: [B, C, h, w], raw → [B, 3, H, W], about −1…1.
    at::Tensor decode(const at::Tensor& latent, const Checkpoint& before = {}) const;

    /// The same in overlapping tiles of 512² whose seams are faded: memory depends on the tile alone, and
    /// tones differ a little from those of the whole, since every norm sees a tile.
    at::Tensor momentsTiled(const at::Tensor& picture, const Checkpoint& before = {}) const;
    at::Tensor decodeTiled(const at::Tensor& latent, const Checkpoint& before = {}) const;

    /// A picture as latents: from the whole where that fits into memory, else from tiles.
    LatentDistribution encoded(const at::Tensor& picture, const Checkpoint& before = {}) const;

    /// Whether the whole of such a picture can be worked on in half of the memory that is free.
    bool fitsWhole(std::int64_t height, std::int64_t width) const;

    at::Tensor scaled(const at::Tensor& raw) const;
    at::Tensor raw(const at::Tensor& scaled) const;

    const AutoencoderConfig& config() const { return config_; }

private:
    struct Level {
        std::vector<ResnetBlock> layers;
        std::optional<Conv2d> resample;
    };
    AutoencoderConfig config_;
    Conv2d encoder_in_;
    std::vector<Level> down_;
    AutoencoderMiddle encoder_middle_;
    GroupNorm encoder_norm_;
    Conv2d encoder_out_;
    std::optional<Conv2d> quant_conv_, post_quant_conv_;
    Conv2d decoder_in_;
    AutoencoderMiddle decoder_middle_;
    std::vector<Level> up_;
    GroupNorm decoder_norm_;
    Conv2d decoder_out_;
};

/// Splits moments as encode() does: the logarithm of the variance is held within −30…20.
LatentDistribution distributionOf(const at::Tensor& moments);

}  // namespace engine
