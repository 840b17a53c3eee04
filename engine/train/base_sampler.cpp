#include "engine/train/base_sampler.h"

#include "engine/schedulers/scheduler_files.h"

namespace engine {

Result<std::unique_ptr<BaseSampler>> BaseSampler::open(const std::string& folder, const Way& way,
                                                       torch::Device device) {
    Result<StudioFiles> files = openStudio(folder, "");
    if (!files) return files.error();
    std::unique_ptr<BaseSampler> sampler(new BaseSampler(std::move(files).value(), way, device));
    if (auto loaded = sampler->load(); !loaded) return loaded.error();
    return sampler;
}

Result<Done> BaseSampler::load() {
    const Result<SchedulerConfig> config = readSchedulerConfig(model_.files().scheduler);
    if (!config) return config.error();
    auto scheduler = makeScheduler(config.value(), way_.steps);
    if (!scheduler) return scheduler.error();
    scheduler_ = std::move(scheduler).value();
    const Result<const Autoencoder*> codec = model_.autoencoder();
    if (!codec) return codec.error();
    codec_ = codec.value();
    const Result<const Unet*> unet = model_.unet();
    if (!unet) return unet.error();
    unet_ = unet.value();
    return Done{};
}

Result<torch::Tensor> BaseSampler::pictures(const std::vector<std::string>& captions, std::uint64_t seed) {
    const torch::InferenceMode inference;
    const auto device = model_.compute().device;
    const auto count = static_cast<std::int64_t>(captions.size());

    // 1. The words: none first, then each caption's.
    const Result<EncodedPrompt> silence = prompts_.encode("");
    if (!silence) return silence.error();
    std::vector<torch::Tensor> context(captions.size(), silence.value().context);
    for (const std::string& caption : captions) {
        const Result<EncodedPrompt> words = prompts_.encode(caption);
        if (!words) return words.error();
        context.push_back(words.value().context);
    }
    UnetCondition condition;
    condition.context = torch::cat(context);

    // 2. Noise, and denoise.
    torch::Generator random = at::make_generator<at::CPUGeneratorImpl>(seed);
    const DrawNoise draw = [&](at::IntArrayRef shape) { return torch::randn(shape, random).to(device); };
    const std::int64_t side = unet_->config().sample_size;
    torch::Tensor latents =
        draw({count, unet_->config().in_channels, side, side}) * scheduler_->initNoiseSigma();
    StepMemory memory;
    for (int i = 0; i < static_cast<int>(scheduler_->timesteps().size()); ++i) {
        const torch::Tensor seen = scheduler_->scaled(latents, i);
        const double timestep = scheduler_->timesteps()[static_cast<std::size_t>(i)];
        const auto said =
            unet_->predict(torch::cat({seen, seen}), torch::full({1}, timestep, seen.options()), condition)
                .chunk(2);
        latents =
            scheduler_->step(said[0] + way_.guidance * (said[1] - said[0]), i, latents, memory, draw).sample;
    }

    // 3. Decode.
    return (codec_->decode(codec_->raw(latents)) / 2 + 0.5).clamp(0, 1).to(torch::kCPU);
}

}  // namespace engine
