#include "engine/train/base_training.h"

#include <opencv2/core/utility.hpp>
#include <optional>

#include "engine/train/base_pupil.h"

namespace engine {

Result<Done> trainBase(const TrainingOptions& options) {
    torch::manual_seed(options.seed);
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);
    auto begun = [&]() -> Result<std::unique_ptr<BasePupil>> {
        const Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::Training);
        if (!set) return set.error();
        return BasePupil::begin(set.value(), BaseShape{}, options.component, options.plan.device);
    }();
    if (!begun) return begun.error();
    BasePupil& pupil = *begun.value();

    std::optional<Training> resumed;
    try {
        resumed.emplace(pupil.networks(), options.plan);
    } catch (const c10::Error&) {
        return Error{ErrorCode::InvalidRequest, "A checkpoint of this very training was expected in " +
                                                    options.plan.folder +
                                                    ", found another; choose another --work."};
    }
    Training& training = *resumed;
    // A resumed run draws other samples than the first, not the same ones again.
    const std::uint64_t sample_seed = options.seed * 1000003 + static_cast<std::uint64_t>(training.steps());
    Random random(sample_seed);
    torch::Generator noises = at::make_generator<at::CPUGeneratorImpl>(sample_seed);
    Result<Done> saved = Done{};
    training.run([&](Training::Figures&) { return pupil.loss(options.batch, random, noises); },
                 [&] { saved = pupil.save(); });
    return saved;
}

}  // namespace engine
