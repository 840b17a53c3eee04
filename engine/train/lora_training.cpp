#include "engine/train/lora_training.h"

#include <opencv2/core/utility.hpp>
#include <optional>

#include "engine/nn/weights.h"
#include "engine/schedulers/scheduler_files.h"
#include "engine/train/edit_samples.h"
#include "engine/train/named_parameters.h"
#include "engine/train/prefetch.h"

namespace engine {
namespace {

constexpr int kHighestRank = 256;
constexpr int kSideMultiple = 64, kLargestSide = 768;
/// Of the changed place and of the rest, beside the whole.
constexpr double kPlaceWeight = 0.5;
/// Prompts left out, so that the U-Net still knows what guidance compares with (Ho & Salimans 2022, arXiv
/// 2207.12598).
constexpr double kSilentShare = 0.1;

torch::Tensor meanWhere(const torch::Tensor& mask, const torch::Tensor& error) {
    return (error * mask).sum() / mask.sum().clamp_min(1);
}

/// "blond hair and red lips"
std::string promptOf(const AskedWords& asked) {
    std::string prompt;
    for (const std::string& word : asked.concepts) prompt += (prompt.empty() ? "" : " ") + word;
    return prompt;
}

Error refused(const std::string& expected, const std::string& found, const std::string& advice) {
    return {ErrorCode::InvalidRequest, expected + " was expected, found " + found + "; " + advice + "."};
}

}  // namespace

Result<std::unique_ptr<LoraPupil>> LoraPupil::open(const std::string& model, const std::string& clip_merges,
                                                   int rank, torch::Device device) {
    if (rank < 1 || rank > kHighestRank)
        return refused("A rank of 1 to 256", std::to_string(rank), "choose another rank");
    Result<StudioFiles> files = openStudio(model, clip_merges);
    if (!files) return files.error();
    if (files.value().family == Family::Sdxl) {
        return refused("A checkpoint of Stable Diffusion 1.x or 2.x", nameOf(files.value().family),
                       "choose another one");
    }
    std::unique_ptr<LoraPupil> pupil(new LoraPupil(std::move(files).value(), device));
    if (auto loaded = pupil->load(); !loaded) return loaded.error();
    pupil->addAdapters(rank);
    return pupil;
}

Result<Done> LoraPupil::load() {
    torch::NoGradGuard no_gradients;
    const StudioFiles& files = model_.files();
    const Result<SchedulerConfig> trained = readSchedulerConfig(files.scheduler);
    if (!trained) return trained.error();
    auto noising = Noising::of(trained.value());
    if (!noising) return noising.error();
    noising_ = std::move(noising).value();
    auto unet = loadNetwork<Unet>(files.unet, readUnetConfig(files.unet.config), "unet", model_.compute(),
                                  Residence::Mapped);
    if (!unet) return unet.error();
    unet_ = std::move(unet).value();
    const UnetConfig& config = unet_.network->config();
    if (config.beside() != UnetConfig::Beside::Nothing &&
        config.beside() != UnetConfig::Beside::MaskAndPicture) {
        return refused("A text-to-image or an inpainting model",
                       "one with " + std::to_string(config.in_channels) + " input channels",
                       "choose such a model");
    }
    const Result<const Autoencoder*> codec = model_.autoencoder();
    if (!codec) return codec.error();
    codec_ = codec.value();
    const Result<EncodedPrompt> silence = prompts_.encode("");  // from here on encoding cannot fail
    return silence ? Result<Done>(Done{}) : silence.error();
}

void LoraPupil::addAdapters(int rank) {
    for (const auto& [name, layer] : unet_.layers) {
        if (name.find(".attn") == name.npos) continue;
        const auto parameter = [&](const std::string& matrix, const torch::Tensor& start) {
            return addParameter(*adapters_, "unet." + name + "." + matrix + ".weight",
                                start.to(model_.compute().device));
        };
        const std::int64_t in = layer->weight.size(1), out = layer->weight.size(0);
        const torch::Tensor down = parameter("lora_A", torch::randn({rank, in}) / rank);
        layer->adapters = {{down, parameter("lora_B", torch::zeros({out, rank})), 1}};
    }
}

/// picture: [1, 3, S, S], 0…1 → [1, 4, S/8, S/8], scaled.
torch::Tensor LoraPupil::latentOf(const torch::Tensor& picture) const {
    return codec_->scaled(codec_->encoded(picture * 2 - 1).mean);
}

torch::Tensor LoraPupil::loss(const LightBatch& light, const std::string& prompt, torch::Generator& random) {
    // 1. What the U-Net sees: the answer, noised; an inpainting one also what it has to leave alone.
    const int step = static_cast<int>(torch::randint(noising_->steps(), {1}, random).item<std::int64_t>());
    const double timestep = noising_->timestep(step);
    torch::Tensor seen, target, place;
    UnetCondition condition;
    {
        torch::NoGradGuard no_gradients;
        const torch::Tensor clean = latentOf(light.clean);
        const torch::Tensor noise = torch::randn(clean.sizes(), random).to(clean.device());
        seen = noising_->noised(clean, noise, step);
        target = noising_->wanted(clean, noise, step);
        const auto latent_size = clean.sizes().slice(2);
        place = torch::adaptive_avg_pool2d(light.change, latent_size);
        if (unet_.network->config().beside() == UnetConfig::Beside::MaskAndPicture) {
            const torch::Tensor painted = light.change.gt(0).to(torch::kFloat32);
            const torch::Tensor grey_there = light.seen * (1 - painted) + 0.5 * painted;
            seen =
                torch::cat({seen, torch::upsample_nearest2d(painted, latent_size), latentOf(grey_there)}, 1);
        }
        condition.context = prompts_.encode(prompt).value().context;
    }

    // 2. What it says.
    const torch::Tensor at_time = torch::full({1}, timestep, seen.options());
    const torch::Tensor said = unet_.network->predict(seen, at_time, condition);
    const torch::Tensor error = (said - target).square().mean(1, true);
    return error.mean() + kPlaceWeight * (meanWhere(place, error) + meanWhere(1 - place, error));
}

Result<Done> trainEditLora(const LoraTrainingOptions& options) {
    const int size = options.picture_size;
    if (size < kSideMultiple || size > kLargestSide || size % kSideMultiple != 0)
        return refused("A size of 64 to 768 in steps of 64", std::to_string(size), "choose another size");
    torch::manual_seed(options.seed);
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);
    auto opened = LoraPupil::open(options.model, options.clip_merges, options.rank, options.plan.device);
    if (!opened) return opened.error();
    LoraPupil& pupil = *opened.value();
    const Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::Training);
    if (!set) return set.error();

    std::optional<Training> resumed;
    try {
        resumed.emplace(pupil.adapters(), options.plan);
    } catch (const c10::Error&) {
        return refused("A checkpoint of this very training in " + options.plan.folder, "another",
                       "choose another --work, or the rank and the model of then");
    }
    Training& training = *resumed;
    // A resumed run draws other samples than the first, not the same ones again.
    const std::uint64_t sample_seed = options.seed * 1000003 + static_cast<std::uint64_t>(training.steps());
    struct Lesson {
        LightBatch light;
        std::string prompt;
    };
    EditSampler sampler(set.value(), sample_seed);
    Random silences(sample_seed + 1);
    Prefetch<Lesson> lessons(
        [&] {
            Lesson lesson;
            lesson.light = stacked(1, [&] {
                EditSample sample = sampler.draw(size);
                if (!silences.chance(kSilentShare)) lesson.prompt = promptOf(sample.asked);
                return std::move(sample.light);
            });
            return lesson;
        },
        4);
    torch::Generator random = at::make_generator<at::CPUGeneratorImpl>(sample_seed);

    Result<Done> saved = Done{};
    training.run(
        [&](Training::Figures&) {
            Lesson lesson = lessons.take();
            lesson.light.to(options.plan.device);
            return pupil.loss(lesson.light, lesson.prompt, random);
        },
        [&] { saved = saveWeights(pupil.adapters(), options.file); });
    return saved;
}

}  // namespace engine
