#include "engine/pipelines/generate/generate_pipeline.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include "engine/nn/tensor_image.h"
#include "engine/pipelines/generate/latent_colours.h"
#include "engine/pipelines/generate/start_latents.h"
#include "engine/pipelines/generate/unet_run.h"

namespace engine {
namespace {

constexpr int kMostPictures = 64;
constexpr int kLargestSide = 8192;

Error invalid(const std::string& sentence) {
    return {ErrorCode::InvalidRequest, sentence};
}

/// The size of what is made.
Size sizeOf(const GenerateRequest& request, const UnetConfig& unet, int reduction) {
    if (!request.size.isEmpty()) return request.size;
    if (request.picture.isNull()) return {unet.sample_size * reduction, unet.sample_size * reduction};
    const Size photo = request.picture.size();
    return {photo.width - photo.width % reduction, photo.height - photo.height % reduction};
}

std::optional<Error> objection(const GenerateRequest& request, Size size, const UnetConfig& unet,
                               int reduction) {
    using Beside = UnetConfig::Beside;
    if (size.isEmpty() || size.width % reduction != 0 || size.height % reduction != 0 ||
        std::max(size.width, size.height) > kLargestSide) {
        return invalid("A size of multiples of " + std::to_string(reduction) + " up to " +
                       std::to_string(kLargestSide) + " was expected, found " + text(size) +
                       "; choose such a size.");
    }
    if (!(request.guidance >= 0 && request.guidance <= 100))
        return invalid("Guidance was expected from 0 to 100; choose a number in that range.");
    if (!(request.strength >= 0 && request.strength <= 1))
        return invalid("Strength was expected from 0 to 1; choose a number in that range.");
    if (request.count < 1 || request.count > kMostPictures)
        return invalid("A number of pictures from 1 to 64 was expected, found " +
                       std::to_string(request.count) + "; choose one in that range.");
    if (!request.mask.isNull() && request.picture.isNull())
        return invalid("A mask was given without a picture; give the picture that it belongs to.");
    if (!request.mask.isNull() && request.mask.size() != request.picture.size()) {
        return invalid("A mask of the picture's size (" + text(request.picture.size()) +
                       ") was expected, found " + text(request.mask.size()) + "; give a mask that fits.");
    }
    if (unet.beside() == Beside::MaskAndPicture && request.mask.isNull())
        return invalid("This is an inpainting model, which needs a picture and a mask; give both.");
    if (!(request.picture_guidance >= 0 && request.picture_guidance <= 100))
        return invalid("Guidance by the picture was expected from 0 to 100; choose a number in that range.");
    if (unet.beside() == Beside::Picture && (request.picture.isNull() || !request.mask.isNull()))
        return invalid(
            "This model edits a picture by an instruction, without a mask; give a picture and no mask.");
    if (unet.beside() == Beside::Other) {
        return invalid("A model with " + unet.inputChoices() + " input channels was expected, found " +
                       std::to_string(unet.in_channels) + "; choose another model.");
    }
    return std::nullopt;
}

/// Pictures [B, 3, H, W], −1…1, as 8-bit sRGB; rounds half to even, as NumPy does.
Pictures toPictures(const at::Tensor& decoded) {
    const at::Tensor bytes =
        ((decoded.to(at::kCPU, at::kFloat) / 2 + 0.5).clamp(0, 1) * 255).round().to(at::kByte);
    Pictures pictures;
    for (std::int64_t i = 0; i < bytes.size(0); ++i) {
        const at::Tensor rows = bytes[i].permute({1, 2, 0}).contiguous();
        ImageBuilder image({static_cast<int>(rows.size(1)), static_cast<int>(rows.size(0))}, 3,
                           PixelType::U8);
        std::memcpy(image.data(), rows.const_data_ptr<std::uint8_t>(), rows.nbytes());
        pictures.images.push_back(std::move(image).finish());
    }
    return pictures;
}

}  // namespace

Result<Pictures> GeneratePipeline::run(const GenerateRequest& request, JobContext& job,
                                       const LatentWatch& watch) const {
    StudioModel& model = parts_.model;
    const Scheduler& scheduler = *parts_.scheduler;
    const auto device = model.compute().device;

    // 1. Check the request against the model's settings.
    const Result<UnetConfig> unet_config = readUnetConfig(model.files().unet.config);
    if (!unet_config) return unet_config.error();
    const Result<const Autoencoder*> autoencoder = model.autoencoder();
    if (!autoencoder) return autoencoder.error();
    const int reduction = autoencoder.value()->config().reduction();
    const Size size = sizeOf(request, unet_config.value(), reduction);
    if (auto error = objection(request, size, unet_config.value(), reduction)) return *error;
    const UnetConfig::Beside beside = unet_config.value().beside();
    const bool instructed = beside == UnetConfig::Beside::Picture;
    const int steps = static_cast<int>(scheduler.timesteps().size());
    const int first = request.picture.isNull() || instructed ? 0 : scheduler.firstStep(request.strength);
    if (first >= steps) {
        return invalid("So little strength leaves none of " + std::to_string(steps) +
                       " steps to take; raise the strength or the number of steps.");
    }

    // 2. Encode the prompts. The U-Net needs the memory next.
    const Result<EncodedPrompt> positive = parts_.prompts.encode(request.prompt);
    if (!positive) return positive.error();
    const bool guided = GuidedDenoiser::guides(unet_config.value(), request.guidance);
    const Result<EncodedPrompt> negative = guided ? parts_.prompts.encode(request.negative) : positive;
    if (!negative) return negative.error();
    model.releaseTextEncoders();
    job.checkpoint();
    const GuidedDenoiser::Prompts prompts{
        conditionOf(positive.value(), size, unet_config.value(), request.guidance),
        conditionOf(negative.value(), size, unet_config.value(), request.guidance)};
    const Result<const Unet*> unet = model.unet();
    if (!unet) return unet.error();

    // 3. Draw the noise, on the CPU and in diffusers' order, and encode the picture.
    at::Generator random = at::detail::createCPUGenerator(request.seed);
    const DrawNoise draw = [&](at::IntArrayRef shape) { return at::randn(shape, random).to(device); };
    const auto before_layer = [&] { job.checkpoint(); };
    StartPictures pictures = startPictures(request, size);
    if (pictures.picture.defined()) pictures.picture = pictures.picture.to(device);
    if (pictures.mask.defined()) pictures.mask = pictures.mask.to(device);
    const StartLatents start = startLatents(request, pictures, size, beside, scheduler, first,
                                            *autoencoder.value(), draw, before_layer);
    std::vector<Control> controls;
    for (std::size_t i = 0; i < parts_.controls.size(); ++i) {
        const ControlChoice& choice = request.controls[i];
        controls.push_back({parts_.controls[i], pictureTensor(choice.picture, size).to(device), choice.scale,
                            choice.begin, choice.end});
    }

    // 4. Denoise.
    GuidedDenoiser denoise(*unet.value(), prompts, request.guidance, wayOf(model.residence()), controls,
                           {start.edited_picture, request.picture_guidance});
    StepMemory memory;
    at::Tensor latents = start.latents;
    for (int i = first; i < steps; ++i) {
        job.checkpoint();
        at::Tensor seen = scheduler.scaled(latents, i);
        if (beside == UnetConfig::Beside::MaskAndPicture) {
            seen = at::cat({seen, start.mask.expand({request.count, -1, -1, -1}),
                            start.masked_picture.expand({request.count, -1, -1, -1})},
                           1);
        }
        const double span = steps - first;
        const at::Tensor output =
            denoise(seen.to(model.compute().type), scheduler.timesteps()[static_cast<std::size_t>(i)],
                    (i - first) / span, (i - first + 1) / span);
        const StepResult step = scheduler.step(output, i, latents, memory, draw);
        latents = step.sample;
        if (start.mask.defined() && beside == UnetConfig::Beside::Nothing) {
            const at::Tensor kept =
                i + 1 < steps ? scheduler.noised(start.picture, start.noise, i + 1) : start.picture;
            latents = (1 - start.mask) * kept + start.mask * latents;
        }
        if (watch) watch(latents);
        job.progress(i + 1 - first, steps - first);
        job.preview(i + 1 - first, [&] {
            const at::Tensor clean = step.clean.narrow(0, 0, 1);
            return toPictures(parts_.previews
                                  ? parts_.previews->decode(clean.to(model.compute().type))
                                  : previewOf(clean, *autoencoder.value(), model.files().family, reduction))
                .images.front();
        });
    }

    // 5. Decode, picture by picture.
    std::vector<at::Tensor> decoded;
    const bool whole = autoencoder.value()->fitsWhole(size.height, size.width);
    for (int i = 0; i < request.count; ++i) {
        const at::Tensor raw = autoencoder.value()->raw(latents.narrow(0, i, 1)).to(model.compute().type);
        decoded.push_back(whole ? autoencoder.value()->decode(raw, before_layer)
                                : autoencoder.value()->decodeTiled(raw, before_layer));
    }
    return toPictures(at::cat(decoded));
}

}  // namespace engine
