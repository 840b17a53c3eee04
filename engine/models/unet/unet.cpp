#include "engine/models/unet/unet.h"

#include <ATen/ATen.h>

#include <utility>

namespace engine {
namespace {

/// Layers of the way up, and the skips that they take, which are computed around what was kept.
constexpr std::size_t kOutermost = 2;

at::Tensor popped(std::vector<at::Tensor>& skips) {
    at::Tensor last = std::move(skips.back());
    skips.pop_back();
    return last;
}

}  // namespace

Unet::Unet(const WeightReader& reader, const UnetConfig& config)
    : config_(config),
      time_(reader, config),
      encoder_(reader, config),
      conv_norm_out_(reader / "conv_norm_out", config.groups, config.down.front().channels, config.norm_eps),
      conv_out_(reader / "conv_out", config.down.front().channels, config.out_channels, 3) {
    std::vector<int> skips = skipChannels(config);
    int before = config.down.back().channels;
    for (std::size_t i = 0; i < config.down.size(); ++i) {
        const UnetConfig::Level& level = config.down[config.down.size() - 1 - i];
        const WeightReader here = reader / ("up_blocks." + std::to_string(i));
        Level& built = up_.emplace_back();
        for (int j = 0; j <= config.layers_per_block; ++j) {
            const std::string number = std::to_string(j);
            UnetLayer layer{ResnetBlock(here / ("resnets." + number),
                                        {before + skips.back(), level.channels, config.groups,
                                         config.norm_eps, config.timeWidth()}),
                            {}};
            if (config.up_attends[i])
                layer.attention.emplace(here / ("attentions." + number), transformerShape(config, level));
            built.layers.push_back(std::move(layer));
            skips.pop_back();
            before = level.channels;
        }
        if (i + 1 < config.down.size()) built.upsample.emplace(here / "upsamplers.0.conv", before, before, 3);
    }
}

at::Tensor Unet::predict(const at::Tensor& latent, const at::Tensor& timesteps,
                         const UnetCondition& condition, const ControlResiduals& control,
                         at::Tensor* deep) const {
    // 1. What every block is told.
    const at::Tensor time = time_(timesteps.expand({latent.size(0)}), condition, latent.scalar_type());

    // 2. Down and through the middle. Channels-last order spares the convolutions a copy each.
    std::vector<at::Tensor> skips;
    at::Tensor x = encoder_.begin(latent.contiguous(at::MemoryFormat::ChannelsLast));
    x = encoder_.down(std::move(x), time, condition, skips);
    x = encoder_.middle(x, time, condition);
    if (control.middle.defined()) x = x + control.middle;
    for (std::size_t i = 0; i < control.down.size(); ++i) skips[i] = skips[i] + control.down[i];

    // 3. Up, with the skips in reverse. An odd size came down rounded up: go back to just that size.
    for (const Level& level : up_) {
        for (const UnetLayer& layer : level.layers) {
            if (deep && skips.size() == kOutermost) *deep = x;
            x = layer(at::cat({x, popped(skips)}, 1), time, condition);
        }
        if (level.upsample) x = (*level.upsample)(at::upsample_nearest2d(x, skips.back().sizes().slice(2)));
    }
    return finished(std::move(x));
}

at::Tensor Unet::predictAround(const at::Tensor& deep, const at::Tensor& latent, const at::Tensor& timesteps,
                               const UnetCondition& condition) const {
    const at::Tensor time = time_(timesteps.expand({latent.size(0)}), condition, latent.scalar_type());
    std::vector<at::Tensor> skips;
    encoder_.down(encoder_.begin(latent.contiguous(at::MemoryFormat::ChannelsLast)), time, condition, skips,
                  kOutermost);
    at::Tensor x = deep;
    const std::vector<UnetLayer>& finest = up_.back().layers;
    for (std::size_t i = finest.size() - kOutermost; i < finest.size(); ++i)
        x = finest[i](at::cat({x, popped(skips)}, 1), time, condition);
    return finished(std::move(x));
}

at::Tensor Unet::predictBeside(const at::Tensor& reference, const at::Tensor& latent,
                               const at::Tensor& timesteps, const UnetCondition& condition,
                               const ControlResiduals& control) const {
    std::vector<at::Tensor> seen;  // by layer
    const SelfContext keep = [&](const at::Tensor& own) { return seen.emplace_back(own); };
    std::size_t layer = 0;
    const SelfContext join = [&](const at::Tensor& own) {
        return at::cat({own, std::exchange(seen[layer++], {})}, 1);
    };
    UnetCondition told = condition;
    told.self = &keep;
    predict(reference, timesteps, told);
    told.self = &join;
    return predict(latent, timesteps, told, control);
}

at::Tensor Unet::finished(at::Tensor x) const {
    x = conv_norm_out_(x);
    return conv_out_(at::silu_(x)).contiguous();
}

}  // namespace engine
