#include "engine/train/shadow_training.h"

#include <numbers>
#include <opencv2/core/utility.hpp>

#include "engine/api/change.h"
#include "engine/models/component_folder.h"
#include "engine/models/gain_field/gain_field_files.h"
#include "engine/models/gain_field/gain_field_module.h"
#include "engine/train/light_batch.h"
#include "engine/train/prefetch.h"

namespace engine {
namespace {

namespace F = torch::nn::functional;

constexpr int kShapes = 3000;
constexpr double kFullNoiseShare = 0.6;

/// The root mean square of [B, 3, H, W] where `weight` [B, 1, H, W] is, picture by picture, then averaged: a
/// picture with a small or faint shadow counts as much as one with a large one, as it does in figures in dB.
torch::Tensor rootMeanSquare(const torch::Tensor& error, const torch::Tensor& weight) {
    const torch::Tensor square = (error.square().mean(1, true) * weight).sum({1, 2, 3});
    return torch::sqrt(square / (weight.sum({1, 2, 3}) + 1) + 1e-5).mean();
}

/// One step's loss: the field is judged by the picture it makes, since that is what people look at, and a
/// little in its own units; the mask logits by where the shadow truly is.
torch::Tensor lossOf(GainFieldModule& net, const LightBatch& batch, torch::Generator& random,
                     Training::Figures& figures) {
    constexpr float floor = GainField::kGainFloor;
    const double scale = net->config.field_scale;
    const auto half = [](const torch::Tensor& x) { return torch::avg_pool2d(x, 2); };
    const torch::Tensor log_seen = torch::log(batch.seen + floor);
    const torch::Tensor truth = half(torch::log(batch.clean + floor) - log_seen) / scale;
    const torch::Tensor person = half(batch.person);

    const std::int64_t n = truth.size(0);
    const auto draw = [&] { return torch::rand({n}, random); };
    const torch::Tensor level =
        torch::where(draw() < kFullNoiseShare, torch::ones({n}), draw()).to(truth.device());
    const torch::Tensor angle = (level * (std::numbers::pi / 2)).view({n, 1, 1, 1});
    const torch::Tensor noisy =
        angle.cos() * truth + angle.sin() * torch::randn(truth.sizes(), random).to(truth.device());

    const auto out = net->forward(noisy, level, batch.seen, person);
    const torch::Tensor field = F::interpolate(out.field, F::InterpolateFuncOptions()
                                                              .scale_factor(std::vector<double>{2.0, 2.0})
                                                              .mode(torch::kBilinear)
                                                              .align_corners(false));
    const torch::Tensor made = withGain(batch.seen, field * scale);
    const torch::Tensor error = made - batch.clean;
    const torch::Tensor weight = (0.5 + 0.5 * batch.person) * (1 + batch.change);
    const torch::Tensor pixels = (weight * (error.abs() + 4 * error.square())).mean();
    const torch::Tensor pictures = 0.5 * rootMeanSquare(error, batch.change) +
                                   0.5 * rootMeanSquare(error, torch::ones_like(batch.change));
    const torch::Tensor edges = edgesOf(error);
    const torch::Tensor own = ((0.3 + person) * (out.field - truth).clamp(-3, 3).abs()).mean() * 0.02;
    const torch::Tensor where =
        F::binary_cross_entropy_with_logits(out.shadow_logits, half(batch.change)) * 0.02;
    figures.emplace_back("error", error.abs().mean().item<double>());
    figures.emplace_back("untouched", (batch.seen - batch.clean).abs().mean().item<double>());
    return pixels + pictures + 0.5 * edges + own + where;
}

}  // namespace

Result<Done> trainShadows(const ShadowTrainingOptions& options) {
    Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::Training);
    if (!set) return set.error();
    torch::manual_seed(options.seed);
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);

    const GainFieldConfig config;
    GainFieldModule net(config);
    if (!options.from.empty()) {
        if (auto loaded = loadComponentWeights(*net, options.from); !loaded) return loaded.error();
    }
    net->to(options.plan.device);
    std::printf("%zu portraits, %lld parameters\n", set.value().size(), static_cast<long long>([&] {
                    std::int64_t n = 0;
                    for (const auto& p : net->parameters()) n += p.numel();
                    return n;
                }()));

    Training training(*net, options.plan);
    // A resumed run draws other samples than the first, not the same ones again.
    const std::uint64_t sample_seed = options.seed * 1000003 + static_cast<std::uint64_t>(training.steps());
    LightSampler sampler(set.value(), sample_seed, kShapes);
    const int size = options.picture_size;
    Prefetch<LightBatch> batches(
        [&] {
            return stacked(options.batch, [&] {
                return options.stage == ShadowStage::Shadows ? sampler.shadow(size) : sampler.relit(size);
            });
        },
        4);
    torch::Generator random = at::make_generator<at::CPUGeneratorImpl>(sample_seed);

    Result<Done> saved = Done{};
    training.run(
        [&](Training::Figures& figures) {
            LightBatch batch = batches.take();
            batch.to(options.plan.device);
            return lossOf(net, batch, random, figures);
        },
        [&] { saved = saveGainField(*net, options.component); });
    return saved;
}

}  // namespace engine
