#include "engine/train/upsampler_training.h"

#include <opencv2/core/utility.hpp>

#include "engine/models/field_upsampler/field_upsampler.h"
#include "engine/models/field_upsampler/field_upsampler_module.h"
#include "engine/models/gain_field/gain_field_net.h"
#include "engine/train/light_batch.h"
#include "engine/train/prefetch.h"

namespace engine {
namespace {

constexpr int kLargeSide = 256;  ///< twice what the shadow network sees

}  // namespace

Result<Done> trainUpsampler(const UpsamplerTrainingOptions& options) {
    Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::Training);
    if (!set) return set.error();
    const Result<GainFieldNet> loaded =
        GainFieldNet::load(options.field_net, {options.plan.device, torch::kFloat32});
    if (!loaded) return loaded.error();
    const GainFieldNet& net = loaded.value();
    torch::manual_seed(options.seed);
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);

    FieldUpsamplerModule upsampler(options.width);
    upsampler->to(options.plan.device);
    Training training(*upsampler, options.plan);
    const std::uint64_t sample_seed =
        options.seed * 1000003 + 17 + static_cast<std::uint64_t>(training.steps());
    LightSampler sampler(set.value(), sample_seed);
    Prefetch<LightBatch> batches(
        [&] { return stacked(options.batch, [&] { return sampler.shadow(kLargeSide); }); }, 4);

    Result<Done> saved = Done{};
    training.run(
        [&](Training::Figures& figures) {
            LightBatch batch = batches.take();
            batch.to(options.plan.device);
            torch::Tensor field;
            {
                torch::NoGradGuard no_gradients;
                const torch::Tensor small = torch::avg_pool2d(batch.seen, 2),
                                    person = torch::avg_pool2d(batch.person, 4);
                const torch::Tensor noise =
                    torch::randn({small.size(0), 3, small.size(2) / 2, small.size(3) / 2});
                field = net.clean(noise.to(small.device()), 1.0, small, person) * net.fieldScale();
            }
            const torch::Tensor error =
                withGain(batch.seen, upsampler->forward(field, batch.seen)) - batch.clean;
            figures.emplace_back("error", error.abs().mean().item<double>());
            const torch::Tensor weight = (0.5 + 0.5 * batch.person) * (1 + batch.change);
            return (weight * (error.abs() + 4 * error.square())).mean() + edgesOf(error);
        },
        [&] { saved = FieldUpsampler::save(*upsampler, options.component); });
    return saved;
}

}  // namespace engine
