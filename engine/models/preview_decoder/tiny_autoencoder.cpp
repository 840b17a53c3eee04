#include "engine/models/preview_decoder/tiny_autoencoder.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/files/model_settings.h"

namespace engine {
namespace {

/// Three convolutions around a skip.
class Block {
public:
    Block(const WeightReader& reader, int width)
        : first_(reader / "conv.0", width, width, 3),
          second_(reader / "conv.2", width, width, 3),
          third_(reader / "conv.4", width, width, 3) {}

    at::Tensor operator()(const at::Tensor& x) const {
        at::Tensor hidden = first_(x);
        hidden = second_(at::relu_(hidden));
        hidden = third_(at::relu_(hidden));
        return hidden.add_(x).relu_();
    }

private:
    Conv2d first_, second_, third_;
};

at::Tensor doubled(const at::Tensor& x) {
    return at::upsample_nearest2d(x, at::IntArrayRef({2 * x.size(2), 2 * x.size(3)}));
}

}  // namespace

TinyAutoencoder::TinyAutoencoder(const WeightReader& reader, const TinyAutoencoderConfig& config)
    : config_(config) {
    // Layers are numbered through, those without numbers too.
    int number = 0;
    const auto next = [&](const char* half) {
        return reader / (std::string(half) + std::to_string(number++));
    };
    const auto add = [&](std::vector<Layer>& layers, auto layer) { layers.emplace_back(std::move(layer)); };

    int before = config.picture_channels;
    for (std::size_t i = 0; i < config.encoder_widths.size(); ++i) {
        const int width = config.encoder_widths[i];
        add(encoder_, Conv2d(next("encoder.layers."), before, width, 3, i == 0 ? 1 : 2, 1, i == 0));
        for (int j = 0; j < config.encoder_blocks[i]; ++j)
            add(encoder_, Block(next("encoder.layers."), width));
        before = width;
    }
    add(encoder_, Conv2d(next("encoder.layers."), before, config.latent_channels, 3));

    number = 0;
    const std::vector<int>& widths = config.decoder_widths;
    add(decoder_, Conv2d(next("decoder.layers."), config.latent_channels, widths.front(), 3));
    ++number;
    decoder_.emplace_back([](const at::Tensor& x) { return at::relu(x); });
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const bool last = i + 1 == widths.size();
        for (int j = 0; j < config.decoder_blocks[i]; ++j)
            add(decoder_, Block(next("decoder.layers."), widths[i]));
        if (!last) {
            ++number;
            decoder_.emplace_back(doubled);
        }
        add(decoder_, Conv2d(next("decoder.layers."), widths[i], last ? config.picture_channels : widths[i],
                             3, 1, 1, last));
    }
}

at::Tensor TinyAutoencoder::encode(const at::Tensor& picture) const {
    at::Tensor x = ((picture + 1) / 2).contiguous(at::MemoryFormat::ChannelsLast);
    for (const Layer& layer : encoder_) x = layer(x);
    return x.contiguous();
}

at::Tensor TinyAutoencoder::decode(const at::Tensor& latent) const {
    constexpr double kSoftLimit = 3;
    at::Tensor x = (at::tanh(latent / kSoftLimit) * kSoftLimit).contiguous(at::MemoryFormat::ChannelsLast);
    for (const Layer& layer : decoder_) x = layer(x);
    return (x * 2 - 1).contiguous();
}

at::Tensor TinyAutoencoder::asPicture(const at::Tensor& latent) const {
    return (latent / (2 * config_.magnitude) + config_.shift).clamp(0, 1);
}

Result<TinyAutoencoderConfig> readTinyAutoencoderConfig(const ModelConfig& config_file) {
    ModelSettings file(config_file);
    TinyAutoencoderConfig config;
    file.only("act_fn", "relu");
    file.only("upsample_fn", "nearest");
    config.picture_channels = file.whole("in_channels", 3, 3, 3);
    config.latent_channels = file.whole("latent_channels", 4, 1, 64);
    config.encoder_widths = file.wholes("encoder_block_out_channels", config.encoder_widths, 1, 1024);
    config.decoder_widths = file.wholes("decoder_block_out_channels", config.decoder_widths, 1, 1024);
    config.encoder_blocks =
        file.wholes("num_encoder_blocks", config.encoder_blocks, config.encoder_widths.size(), 1, 64);
    config.decoder_blocks =
        file.wholes("num_decoder_blocks", config.decoder_blocks, config.decoder_widths.size(), 1, 64);
    config.scaling = file.number("scaling_factor", 1, 1e-6, 1e6);
    config.magnitude = file.number("latent_magnitude", 3, 1e-6, 1e6);
    config.shift = file.number("latent_shift", 0.5, -1e6, 1e6);
    const auto uniform = [](const std::vector<int>& widths) {
        return widths.size() == 4 &&
               std::all_of(widths.begin(), widths.end(), [&](int w) { return w == widths[0]; });
    };
    if (!uniform(config.encoder_widths)) file.object("encoder_block_out_channels", "four equal widths");
    if (!uniform(config.decoder_widths)) file.object("decoder_block_out_channels", "four equal widths");
    if (file.error()) return *file.error();
    return config;
}

}  // namespace engine
