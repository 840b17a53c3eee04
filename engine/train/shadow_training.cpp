#include "engine/train/shadow_training.h"

#include <opencv2/core/utility.hpp>

#include "engine/models/component_folder.h"
#include "engine/models/gain_field/gain_field_files.h"
#include "engine/models/gain_field/gain_field_module.h"
#include "engine/train/field_loss.h"
#include "engine/train/prefetch.h"

namespace engine {

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
    LightSampler sampler(set.value(), sample_seed);
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
            const auto denoise = [&](const torch::Tensor& noisy, const torch::Tensor& level,
                                     const torch::Tensor& picture, const torch::Tensor& person) {
                return net->forward(noisy, level, picture, person);
            };
            return fieldLoss(denoise, config.field_scale, batch, random, figures);
        },
        [&] { saved = saveGainField(*net, options.component); });
    return saved;
}

}  // namespace engine
