#include "engine/models/controlnet/controlnet.h"

#include <ATen/ATen.h>

#include <cmath>

#include "engine/files/model_settings.h"

namespace engine {

ControlNet::ControlNet(const WeightReader& reader, const Config& config)
    : config_(config),
      time_(reader, config.unet),
      encoder_(reader, config.unet),
      middle_(reader / "controlnet_mid_block", config.unet.down.back().channels,
              config.unet.down.back().channels, 1) {
    const WeightReader embedding = reader / "controlnet_cond_embedding";
    const std::vector<int>& widths = config.embedding_channels;
    embedding_.emplace_back(embedding / "conv_in", config.picture_channels, widths.front(), 3);
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
        const auto block = [&](std::size_t n) { return embedding / ("blocks." + std::to_string(n)); };
        embedding_.emplace_back(block(2 * i), widths[i], widths[i], 3);
        embedding_.emplace_back(block(2 * i + 1), widths[i], widths[i + 1], 3, 2);
    }
    embedding_.emplace_back(embedding / "conv_out", widths.back(), config.unet.down.front().channels, 3);
    const std::vector<int> skips = skipChannels(config.unet);
    for (std::size_t i = 0; i < skips.size(); ++i)
        down_.emplace_back(reader / ("controlnet_down_blocks." + std::to_string(i)), skips[i], skips[i], 1);
}

ControlResiduals ControlNet::residuals(const at::Tensor& latent, const at::Tensor& timesteps,
                                       const UnetCondition& condition, const at::Tensor& picture,
                                       double scale, bool by_depth) const {
    at::Tensor seen = picture.to(latent.scalar_type()).contiguous(at::MemoryFormat::ChannelsLast);
    for (std::size_t i = 0; i < embedding_.size(); ++i) {
        seen = embedding_[i](seen);
        if (i + 1 < embedding_.size()) seen = at::silu_(seen);
    }
    const at::Tensor time = time_(timesteps.expand({latent.size(0)}), condition, latent.scalar_type());
    std::vector<at::Tensor> skips;
    at::Tensor x = encoder_.begin(latent.contiguous(at::MemoryFormat::ChannelsLast)) + seen;
    x = encoder_.down(std::move(x), time, condition, skips);
    x = encoder_.middle(x, time, condition);

    ControlResiduals out;
    const double count = static_cast<double>(skips.size());
    for (std::size_t i = 0; i < skips.size(); ++i) {
        const double share = by_depth ? std::pow(10.0, static_cast<double>(i) / count - 1) : 1;
        out.down.push_back(down_[i](skips[i]).mul_(scale * share));
    }
    out.middle = middle_(x).mul_(scale);
    return out;
}

Result<ControlNet::Config> readControlNetConfig(const ModelConfig& file) {
    Result<UnetConfig> unet = readUnetConfig(file);
    if (!unet) return unet.error();
    ModelSettings settings(file);
    ControlNet::Config config;
    config.unet = std::move(unet).value();
    config.picture_channels = settings.whole("conditioning_channels", 3, 1, 16);
    config.embedding_channels =
        settings.wholes("conditioning_embedding_out_channels", config.embedding_channels, 1, 4096);
    if (config.embedding_channels.size() != 4)
        settings.object("conditioning_embedding_out_channels", "four widths");
    if (settings.error()) return *settings.error();
    return config;
}

}  // namespace engine
