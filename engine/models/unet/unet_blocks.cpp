#include "engine/models/unet/unet_blocks.h"

#include <ATen/ATen.h>

namespace engine {
namespace {

std::string numbered(const std::string& name, std::size_t i) {
    return name + "." + std::to_string(i);
}

ResnetBlock::Shape resnetShape(const UnetConfig& config, int in, int out) {
    return {in, out, config.groups, config.norm_eps, config.timeWidth()};
}

}  // namespace

std::vector<int> skipChannels(const UnetConfig& config) {
    std::vector<int> channels = {config.down.front().channels};
    for (std::size_t i = 0; i < config.down.size(); ++i) {
        channels.insert(channels.end(), static_cast<std::size_t>(config.layers_per_block),
                        config.down[i].channels);
        if (i + 1 < config.down.size()) channels.push_back(config.down[i].channels);
    }
    return channels;
}

SpatialTransformer::Shape transformerShape(const UnetConfig& config, const UnetConfig::Level& level) {
    return {level.channels,          config.context_width, level.heads,
            level.transformer_depth, config.groups,        config.linear_projection};
}

TimeEmbedding::TimeEmbedding(const WeightReader& reader, const UnetConfig& config)
    : config_(config),
      time_embedding_(reader.exact() / "time_embedding", config.down.front().channels, config.timeWidth()) {
    if (config.size_embedding > 0)
        add_embedding_.emplace(reader.exact() / "add_embedding", config.pooled_and_sizes, config.timeWidth());
    if (config.guidance_embedding > 0) {
        cond_proj_.emplace(reader.exact() / "time_embedding.cond_proj", config.guidance_embedding,
                           config.down.front().channels, false);
    }
}

at::Tensor TimeEmbedding::operator()(const at::Tensor& timesteps, const UnetCondition& condition,
                                     at::ScalarType type) const {
    at::Tensor waves =
        sinusoids(timesteps, config_.down.front().channels, config_.cosine_first, config_.frequency_shift)
            .to(type);
    if (cond_proj_ && condition.guidance.defined()) {
        // As consistency distillation feeds it (Luo et al. 2023, arXiv 2310.04378): sine first, thousandfold.
        constexpr double kGuidanceScale = 1000;
        waves = waves + (*cond_proj_)(sinusoids(condition.guidance * kGuidanceScale,
                                                config_.guidance_embedding, false, 1)
                                          .to(type));
    }
    at::Tensor time = time_embedding_(waves);
    if (add_embedding_) {
        const at::Tensor sizes = sinusoids(condition.sizes.flatten(), config_.size_embedding,
                                           config_.cosine_first, config_.frequency_shift)
                                     .view({condition.sizes.size(0), -1});
        time = time + (*add_embedding_)(at::cat({condition.pooled_text.to(type), sizes.to(type)}, 1));
    }
    return at::silu(time);
}

at::Tensor UnetLayer::operator()(const at::Tensor& x, const at::Tensor& time,
                                 const UnetCondition& condition) const {
    at::Tensor out = resnet(x, time);
    return attention ? (*attention)(out, condition.context, condition.watch, condition.self) : out;
}

UnetEncoder::UnetEncoder(const WeightReader& reader, const UnetConfig& config)
    : conv_in_(reader / "conv_in", config.in_channels, config.down.front().channels, 3),
      mid_in_{ResnetBlock(reader / "mid_block.resnets.0",
                          resnetShape(config, config.down.back().channels, config.down.back().channels)),
              SpatialTransformer(reader / "mid_block.attentions.0",
                                 transformerShape(config, config.down.back()))},
      mid_out_(reader / "mid_block.resnets.1",
               resnetShape(config, config.down.back().channels, config.down.back().channels)) {
    int before = config.down.front().channels;
    for (std::size_t i = 0; i < config.down.size(); ++i) {
        const UnetConfig::Level& level = config.down[i];
        const WeightReader here = reader / numbered("down_blocks", i);
        Level& built = levels_.emplace_back();
        for (std::size_t j = 0; j < static_cast<std::size_t>(config.layers_per_block); ++j) {
            UnetLayer layer{
                ResnetBlock(here / numbered("resnets", j), resnetShape(config, before, level.channels)), {}};
            if (level.attends)
                layer.attention.emplace(here / numbered("attentions", j), transformerShape(config, level));
            built.layers.push_back(std::move(layer));
            before = level.channels;
        }
        if (i + 1 < config.down.size())
            built.downsample.emplace(here / "downsamplers.0.conv", before, before, 3, 2);
    }
}

at::Tensor UnetEncoder::down(at::Tensor x, const at::Tensor& time, const UnetCondition& condition,
                             std::vector<at::Tensor>& skips, std::size_t most) const {
    skips.push_back(x);
    for (const Level& level : levels_) {
        for (const UnetLayer& layer : level.layers) {
            if (skips.size() == most) return x;
            skips.push_back(x = layer(x, time, condition));
        }
        if (skips.size() == most) return x;
        if (level.downsample) skips.push_back(x = (*level.downsample)(x));
    }
    return x;
}

at::Tensor UnetEncoder::middle(const at::Tensor& x, const at::Tensor& time,
                               const UnetCondition& condition) const {
    return mid_out_(mid_in_(x, time, condition), time);
}

}  // namespace engine
