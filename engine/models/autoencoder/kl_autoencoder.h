#pragma once

#include <ATen/core/Tensor.h>

#include <optional>
#include <vector>

#include "engine/models/autoencoder/autoencoder.h"
#include "engine/models/autoencoder/kl_autoencoder_config.h"
#include "engine/nn/layers/attention.h"
#include "engine/nn/layers/resnet_block.h"

namespace engine {

/// Two resnets around self-attention with one head, where an autoencoder is coarsest.
class AutoencoderMiddle {
public:
    AutoencoderMiddle(const WeightReader& reader, const KlAutoencoderConfig& config);
    at::Tensor operator()(const at::Tensor& x) const;

private:
    ResnetBlock in_, out_;
    std::optional<GroupNorm> norm_;
    std::optional<Attention> attention_;
};

/// Pictures ⇄ latents an eighth of their size: AutoencoderKL of diffusers (Rombach et al. 2021, arXiv
/// 2112.10752). Both ways work a band of rows at a time: a level's picture is held twice at most, and the
/// norms are those of the whole.
class KlAutoencoder final : public Autoencoder {
public:
    KlAutoencoder(const WeightReader& reader, const KlAutoencoderConfig& config);

    at::Tensor moments(const at::Tensor& picture, const Checkpoint& before = {}) const override;
    at::Tensor decode(const at::Tensor& latent, const Checkpoint& before = {}) const override;
    bool fitsWhole(std::int64_t height, std::int64_t width) const override;
    bool decodesAtOnce() const override { return false; }

private:
    struct Level {
        std::vector<ResnetBlock> layers;
        std::optional<Conv2d> resample;
    };
    KlAutoencoderConfig config_;
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

}  // namespace engine
