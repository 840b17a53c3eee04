#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <vector>

#include "engine/files/model_folder.h"
#include "engine/nn/layers/layers.h"

namespace engine {

/// The shape of an AutoencoderTiny, as its config.json says.
struct TinyAutoencoderConfig {
    int picture_channels = 3, latent_channels = 4;
    std::vector<int> encoder_widths = {64, 64, 64, 64}, decoder_widths = {64, 64, 64, 64};
    std::vector<int> encoder_blocks = {1, 3, 3, 3}, decoder_blocks = {3, 3, 3, 1};
    double scaling = 1;  ///< as an autoencoder's; its latents are those that denoisers work with
    double magnitude = 3, shift = 0.5;  ///< latents within ±magnitude fit into eight bits
};
Result<TinyAutoencoderConfig> readTinyAutoencoderConfig(const ModelConfig& file);

/// Pictures ⇄ the latents that denoisers work with, fast enough for a preview in each step: AutoencoderTiny
/// of diffusers (TAESD by O. Bohan).
class TinyAutoencoder {
public:
    TinyAutoencoder(const WeightReader& reader, const TinyAutoencoderConfig& config);

    /// picture: [B, 3, H, W], −1…1 → [B, 4, H/8, W/8].
    at::Tensor encode(const at::Tensor& picture) const;
    /// latent: [B, 4, h, w] → [B, 3, 8h, 8w], about −1…1.
    at::Tensor decode(const at::Tensor& latent) const;
    /// Latents as eight bits would hold them: 0…1.
    at::Tensor asPicture(const at::Tensor& latent) const;

    const TinyAutoencoderConfig& config() const { return config_; }

private:
    using Layer = std::function<at::Tensor(const at::Tensor&)>;
    TinyAutoencoderConfig config_;
    std::vector<Layer> encoder_, decoder_;
};

}  // namespace engine
