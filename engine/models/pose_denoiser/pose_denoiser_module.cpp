#include "engine/models/pose_denoiser/pose_denoiser_module.h"

#include "engine/models/pose_denoiser/pose_denoiser.h"
#include "engine/nn/residual_block.h"

namespace engine {
namespace nn = torch::nn;
namespace F = torch::nn::functional;

namespace {

constexpr int kPoseHeads = 4;
constexpr double kAlignReach = 0.25;  ///< how far one round of alignment goes, in half pictures

nn::Conv2d narrowing(int in, int out) {
    return nn::Conv2d(nn::Conv2dOptions(in, out, 1));
}

}  // namespace

PoseDenoiserModuleImpl::PoseDenoiserModuleImpl(const PoseDenoiserConfig& c) : config(c) {
    const int channels = c.codec.channels, pose = PoseDenoiserConfig::kPoseChannels, t = c.texture;
    basis = register_buffer("basis", torch::zeros({channels, 3, c.codec.patch, c.codec.patch}));
    mean = register_buffer("mean", torch::zeros({3, c.codec.patch, c.codec.patch}));
    deviation = register_buffer("deviation", torch::ones({channels}));

    texture_in = register_module("texture_in", conv3(channels, t, 2));
    texture_out = register_module("texture_out", conv3(t, t));
    gates = register_module("gates", conv3(2 * t + pose + 1, 2 * t));
    candidate = register_module("candidate", conv3(2 * t + pose + 1, t));
    step = register_module("step", conv3(t, 2));
    nn::init::zeros_(step->weight);
    nn::init::zeros_(step->bias);
    texture_add = register_module("texture_add", narrowing(2 * t, c.widths[1]));

    time = register_module("time", nn::Sequential(nn::Linear(2 * kLevelFrequencies, c.embedding), nn::SiLU(),
                                                  nn::Linear(c.embedding, c.embedding), nn::SiLU()));
    conv_in = register_module("conv_in", conv3(2 * channels + 1 + pose, c.widths[0]));
    down = register_module("down", nn::ModuleList());
    narrow = register_module("narrow", nn::ModuleList());
    up = register_module("up", nn::ModuleList());
    const int levels = static_cast<int>(c.widths.size());
    for (int i = 0; i < levels; ++i)
        down->push_back(FilmBlock(c.widths[std::max(0, i - 1)], c.widths[i], c.embedding));
    attention = register_module("attention", MapAttention(c.widths.back(), kPoseHeads));
    middle = register_module("middle", FilmBlock(c.widths.back(), c.widths.back(), c.embedding));
    for (int i = levels - 1; i >= 0; --i) {
        if (i + 1 < levels) narrow->push_back(narrowing(c.widths[i + 1], c.widths[i]));
        up->push_back(FilmBlock(2 * c.widths[i], c.widths[i], c.embedding));
    }
    norm_out = register_module("norm_out", nn::GroupNorm(8, c.widths[0]));
    conv_out = register_module("conv_out", conv3(c.widths[0], channels));
    nn::init::zeros_(conv_out->weight);
    nn::init::zeros_(conv_out->bias);

    joint_maps = register_module(
        "joint_maps", nn::Sequential(conv3(channels, 32, 2), nn::SiLU(), conv3(32, 64, 2), nn::SiLU(),
                                     conv3(64, 64, 1, 2), nn::SiLU(), conv3(64, 64, 1, 4), nn::SiLU(),
                                     conv3(64, static_cast<int>(PoseDenoiser::kSeenJoints.size()))));
}

torch::Tensor PoseDenoiserModuleImpl::aligned(const PoseStyle& style, const torch::Tensor& pose, int rounds) {
    const torch::Tensor texture = texture_out(torch::silu(texture_in(style.source)));
    const torch::Tensor beside =
        torch::cat({torch::avg_pool2d(pose, 2), torch::avg_pool2d(style.known, 2)}, 1);
    torch::Tensor from = torch::avg_pool2d(style.from, 2), memory = torch::zeros_like(texture), fetched;
    const auto fetch = [&] {
        fetched =
            F::grid_sample(texture, from.permute({0, 2, 3, 1}),
                           F::GridSampleFuncOptions().padding_mode(torch::kBorder).align_corners(false));
    };
    fetch();
    for (int round = 0; round < rounds; ++round) {
        const auto gate = gates(torch::cat({fetched, memory, beside}, 1)).sigmoid().chunk(2, 1);
        const torch::Tensor fresh = candidate(torch::cat({fetched, gate[0] * memory, beside}, 1)).tanh();
        memory = memory + gate[1] * (fresh - memory);
        from = from + kAlignReach * step(memory).tanh();
        fetch();
    }
    return torch::cat({fetched, memory}, 1);
}

torch::Tensor PoseDenoiserModuleImpl::forward(const torch::Tensor& noisy, const torch::Tensor& level,
                                              const torch::Tensor& seen, const torch::Tensor& known,
                                              const torch::Tensor& texture, const torch::Tensor& pose) {
    const torch::Tensor embedding = time->forward(levelFeatures(level));
    torch::Tensor h = conv_in(torch::cat({noisy, seen, known, pose}, 1));
    const std::size_t levels = config.widths.size();
    std::vector<torch::Tensor> skips;
    for (std::size_t i = 0; i < levels; ++i) {
        if (i > 0) h = torch::avg_pool2d(h, 2);
        h = down[i]->as<FilmBlock>()->forward(h, embedding);
        if (i == 1) h = h + texture_add(texture);
        skips.push_back(h);
    }
    h = middle(attention(h), embedding);
    for (std::size_t i = 0; i < levels; ++i) {
        if (i > 0) h = twice(narrow[i - 1]->as<nn::Conv2d>()->forward(h));
        h = up[i]->as<FilmBlock>()->forward(torch::cat({h, skips[levels - 1 - i]}, 1), embedding);
    }
    return seen + conv_out(torch::silu(norm_out(h)));
}

torch::Tensor PoseDenoiserModuleImpl::joints(const torch::Tensor& clean) {
    const torch::Tensor maps = joint_maps->forward(clean);  // [B, J, h/4, w/4]
    const auto height = maps.size(2), width = maps.size(3);
    const torch::Tensor chance = maps.flatten(2).softmax(2).view_as(maps);
    const auto places = [&](std::int64_t count) {
        return (torch::arange(count, maps.options()) + 0.5) / static_cast<double>(count);
    };
    return torch::stack({(chance.sum(2) * places(width)).sum(2), (chance.sum(3) * places(height)).sum(2)}, 2);
}

std::unique_ptr<PatchTransform> PoseDenoiserModuleImpl::codec() const {
    const WeightReader reader([this](const std::string& name, const std::vector<std::int64_t>&) {
        return named_buffers()[name].to(torch::kFloat32).clone();
    });
    return std::make_unique<PatchTransform>(reader, config.codec);
}

}  // namespace engine
