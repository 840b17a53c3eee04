#include "engine/models/glasses/glasses_module.h"

namespace engine {
namespace nn = torch::nn;
namespace F = torch::nn::functional;

namespace {

constexpr int kFold = 2;                 ///< pixels of a side that share one place of the first level
constexpr int kChannels = 3, kMaps = 2;  ///< of what is seen
constexpr int kAttentionHeads = 4;
constexpr double kRarelyHidden = -3.0;  ///< the maps' start: most of a picture is not hidden
constexpr double kSomewhat = 0.1;       ///< hidden by more than that says nothing of what lies below

torch::Tensor through(const nn::ModuleList& blocks, torch::Tensor h) {
    for (const auto& block : *blocks) h = block->as<ResidualBlock>()->forward(h);
    return h;
}

torch::Tensor enlarged(const torch::Tensor& x, const torch::Tensor& like) {
    return F::interpolate(x, F::InterpolateFuncOptions()
                                 .size(std::vector<std::int64_t>{like.size(2), like.size(3)})
                                 .mode(torch::kBilinear)
                                 .align_corners(false));
}

/// Colours that are known with some weight [B, 1, H, W], known everywhere.
torch::Tensor pushPulled(const torch::Tensor& colour, const torch::Tensor& weight) {
    if (std::min(colour.size(2), colour.size(3)) < 2) return colour;
    const torch::Tensor less = torch::avg_pool2d(weight, 2),
                        mean = torch::avg_pool2d(colour * weight, 2) / less.clamp_min(1e-6);
    const torch::Tensor below = pushPulled(mean, (less * 4).clamp_max(1));
    return colour * weight + enlarged(below, colour) * (1 - weight);
}

}  // namespace

torch::Tensor filledFromAround(const torch::Tensor& picture, const torch::Tensor& hidden) {
    return pushPulled(picture, 1 - (hidden / kSomewhat).clamp(0, 1));
}

BandNetImpl::BandNetImpl(const GlassesConfig& c, int in, int out) {
    const std::vector<int>& w = c.widths;
    const int levels = static_cast<int>(w.size());
    conv_in = register_module("conv_in", conv3(in * kFold * kFold, w[0]));
    down = register_module("down", nn::ModuleList());
    last = register_module("last", nn::ModuleList());
    for (int level = 0; level < levels; ++level) {
        blocks.push_back(register_module("blocks" + std::to_string(level), nn::ModuleList()));
        for (int i = 0; i < (level == 0 ? 1 : c.blocks); ++i)
            blocks[level]->push_back(ResidualBlock(w[level], w[level]));
        if (level + 1 == levels) break;
        down->push_back(conv3(w[level], w[level + 1], 2));
        last->push_back(ResidualBlock(w[level] + w[level + 1], w[level]));
    }
    attention = register_module("attention", MapAttention(w.back(), kAttentionHeads));
    norm_out = register_module("norm_out", nn::GroupNorm(8, w[0]));
    conv_out = register_module("conv_out", conv3(w[0], out * kFold * kFold));
    torch::NoGradGuard no_gradients;
    conv_out->weight.mul_(0.1);
    nn::init::zeros_(conv_out->bias);
}

torch::Tensor BandNetImpl::forward(const torch::Tensor& x) {
    torch::Tensor h = conv_in(F::pixel_unshuffle(x, F::PixelUnshuffleFuncOptions(kFold)));
    std::vector<torch::Tensor> skips;
    for (std::size_t level = 0; level < blocks.size(); ++level) {
        h = through(blocks[level], h);
        if (level + 1 == blocks.size()) break;
        skips.push_back(h);
        h = down[level]->as<nn::Conv2d>()->forward(h);
    }
    h = attention(h);
    for (int level = static_cast<int>(skips.size()) - 1; level >= 0; --level)
        h = last[level]->as<ResidualBlock>()->forward(torch::cat({skips[level], twice(h)}, 1));
    return F::pixel_shuffle(conv_out(torch::silu(norm_out(h))), F::PixelShuffleFuncOptions(kFold));
}

GlassesModuleImpl::GlassesModuleImpl(const GlassesConfig& c) : config(c) {
    seer = register_module("seer", BandNet(c, kChannels, kChannels + kMaps));
    painter = register_module("painter", BandNet(c, kChannels + 1, kChannels));
    torch::NoGradGuard no_gradients;
    seer->conv_out->bias.narrow(0, kChannels * kFold * kFold, kMaps * kFold * kFold).fill_(kRarelyHidden);
}

GlassesModuleImpl::Seen GlassesModuleImpl::see(const torch::Tensor& picture) {
    const torch::Tensor h = seer(picture * 2 - 1);
    return {picture + h.narrow(1, 0, kChannels), h.narrow(1, kChannels, 1), h.narrow(1, kChannels + 1, 1)};
}

torch::Tensor GlassesModuleImpl::paint(const torch::Tensor& picture, const torch::Tensor& hidden) {
    const torch::Tensor filled = filledFromAround(picture, hidden);
    return filled + painter(torch::cat({filled * 2 - 1, hidden * 2 - 1}, 1));
}

}  // namespace engine
