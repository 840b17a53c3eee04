#include "engine/models/autoencoder/kl_autoencoder.h"

#include <ATen/ATen.h>

#include "engine/nn/compute.h"

namespace engine {
namespace {

constexpr double kEps = 1e-6;  // of every norm of this network

/// Ahead of every layer: may the work go on, and what was freed goes back to the system.
void pause(const Autoencoder::Checkpoint& before) {
    if (before) before();
    returnFreedMemory();
}

ResnetBlock::Shape resnetShape(const KlAutoencoderConfig& config, int in, int out) {
    return {in, out, config.groups, kEps};
}

std::string numbered(const char* name, std::size_t i) {
    return std::string(name) + "." + std::to_string(i);
}

}  // namespace

AutoencoderMiddle::AutoencoderMiddle(const WeightReader& reader, const KlAutoencoderConfig& config)
    : in_(reader / "resnets.0", resnetShape(config, config.widths.back(), config.widths.back())),
      out_(reader / "resnets.1", resnetShape(config, config.widths.back(), config.widths.back())) {
    if (!config.middle_attention) return;
    const int width = config.widths.back();
    const WeightReader attention = reader / "attentions.0";
    norm_.emplace(attention / "group_norm", config.groups, width, kEps);
    attention_.emplace(attention, Attention::Shape{width, width, 1, true});
}

at::Tensor AutoencoderMiddle::operator()(const at::Tensor& x) const {
    at::Tensor hidden = in_(x);
    if (attention_) {
        const at::Tensor places =
            (*norm_)(hidden).permute({0, 2, 3, 1}).reshape({hidden.size(0), -1, hidden.size(1)});
        const at::Tensor mixed = (*attention_)(places, places);
        hidden =
            hidden + mixed.view({hidden.size(0), hidden.size(2), hidden.size(3), -1}).permute({0, 3, 1, 2});
    }
    return out_(hidden);
}

KlAutoencoder::KlAutoencoder(const WeightReader& reader, const KlAutoencoderConfig& config)
    : Autoencoder(config.latentSpace()),
      config_(config),
      encoder_in_(reader / "encoder.conv_in", config.picture_channels, config.widths.front(), 3),
      encoder_middle_(reader / "encoder.mid_block", config),
      encoder_norm_(reader / "encoder.conv_norm_out", config.groups, config.widths.back(), kEps),
      encoder_out_(reader / "encoder.conv_out", config.widths.back(), 2 * config.latent_channels, 3),
      decoder_in_(reader / "decoder.conv_in", config.latent_channels, config.widths.back(), 3),
      decoder_middle_(reader / "decoder.mid_block", config),
      decoder_norm_(reader / "decoder.conv_norm_out", config.groups, config.widths.front(), kEps),
      decoder_out_(reader / "decoder.conv_out", config.widths.front(), config.picture_channels, 3) {
    if (config.quant_conv)
        quant_conv_.emplace(reader / "quant_conv", 2 * config.latent_channels, 2 * config.latent_channels, 1);
    if (config.post_quant_conv)
        post_quant_conv_.emplace(reader / "post_quant_conv", config.latent_channels, config.latent_channels,
                                 1);

    const std::size_t levels = config.widths.size(),
                      layers = static_cast<std::size_t>(config.layers_per_block);
    int before = config.widths.front();
    for (std::size_t i = 0; i < levels; ++i) {
        const WeightReader here = reader / numbered("encoder.down_blocks", i);
        Level& level = down_.emplace_back();
        for (std::size_t j = 0; j < layers; ++j) {
            level.layers.emplace_back(here / numbered("resnets", j),
                                      resnetShape(config, before, config.widths[i]));
            before = config.widths[i];
        }
        if (i + 1 < levels) level.resample.emplace(here / "downsamplers.0.conv", before, before, 3, 2, 0);
    }
    before = config.widths.back();
    for (std::size_t i = 0; i < levels; ++i) {
        const int width = config.widths[levels - 1 - i];
        const WeightReader here = reader / numbered("decoder.up_blocks", i);
        Level& level = up_.emplace_back();
        for (std::size_t j = 0; j <= layers; ++j) {
            level.layers.emplace_back(here / numbered("resnets", j), resnetShape(config, before, width));
            before = width;
        }
        if (i + 1 < levels) level.resample.emplace(here / "upsamplers.0.conv", before, before, 3);
    }
}

at::Tensor KlAutoencoder::moments(const at::Tensor& picture, const Checkpoint& before) const {
    const LargeBlocksApart apart;
    at::Tensor x = encoder_in_(picture.contiguous(at::MemoryFormat::ChannelsLast));
    for (const Level& level : down_) {
        for (const ResnetBlock& layer : level.layers) {
            pause(before);
            x = layer.inBands(rowsOf(x));
        }
        // Padded at the far sides only, as this network was trained.
        if (level.resample) x = (*level.resample)(at::constant_pad_nd(x, {0, 1, 0, 1}));
    }
    x = encoder_norm_(encoder_middle_(x));
    x = encoder_out_(at::silu_(x));
    return (quant_conv_ ? (*quant_conv_)(x) : x).contiguous();
}

at::Tensor KlAutoencoder::decode(const at::Tensor& latent, const Checkpoint& before) const {
    const LargeBlocksApart apart;
    at::Tensor x = latent.contiguous(at::MemoryFormat::ChannelsLast);
    if (post_quant_conv_) x = (*post_quant_conv_)(x);
    pause(before);
    Rows rows = rowsOf(decoder_middle_(decoder_in_(x)));
    for (std::size_t i = 0; i < up_.size(); ++i) {
        for (const ResnetBlock& layer : up_[i].layers) {
            pause(before);
            rows = rowsOf(layer.inBands(rows));
        }
        if (!up_[i].resample) continue;
        rows = doubledAndConvolved(rows.whole, *up_[i].resample);
        // At the picture's own size even this is too much to be held: better made twice.
        if (i + 2 < up_.size()) rows = rowsOf(collected(rows));
    }
    at::Tensor picture;
    convolveInBands(rows, decoder_norm_, decoder_out_,
                    [&](const Band& band, const at::Tensor&, const at::Tensor& made) {
                        put(picture, rows.height, band, made);
                    });
    return picture.contiguous();
}

bool KlAutoencoder::fitsWhole(std::int64_t height, std::int64_t width) const {
    // At the picture's own size: a layer's input, what its norm makes of it, and its output (encoding).
    const std::size_t channels = 3 * static_cast<std::size_t>(config_.widths.front());
    return static_cast<std::size_t>(height * width) * channels * sizeof(float) < freeMemory() / 2;
}

}  // namespace engine
