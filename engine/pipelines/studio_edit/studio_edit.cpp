#include "engine/pipelines/studio_edit/studio_edit.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>

#include "engine/pipelines/generate/latent_colours.h"
#include "engine/pipelines/generate/unet_run.h"

namespace engine {
namespace {

constexpr int kSideMultiple = 64;
constexpr double kFullAlpha = 0.25;  ///< of a mask: from here on a change covers what was there

/// The region's shape at about the size that the model was trained at.
Size studioSize(Rect region, int trained_side) {
    const double scale = trained_side / std::sqrt(static_cast<double>(region.width) * region.height);
    const auto side = [&](int length) {
        const auto multiple = std::lround(length * scale / kSideMultiple);
        return static_cast<int>(std::clamp(multiple, 1L, 2L * trained_side / kSideMultiple)) * kSideMultiple;
    };
    return {side(region.width), side(region.height)};
}

}  // namespace

/// A task as the U-Net is told it; latents are [1, 4, h, w].
struct StudioEdit::Inputs {
    at::Tensor clean;      ///< the picture
    at::Tensor strength;   ///< [1, 1, h, w]
    at::Tensor reference;  ///< undefined: none
    /// What a 9-channel U-Net is told beside the noisy latents: mask and what is not under it, [1, 5, h, w].
    /// Undefined for others.
    at::Tensor around, around_reference;
};

Result<Size> StudioEdit::sizeFor(Rect region) const {
    const Result<UnetConfig> config = readUnetConfig(model_.files().unet.config);
    if (!config) return config.error();
    if (config.value().beside() == UnetConfig::Beside::Other) {
        return Error{ErrorCode::InvalidRequest, "A model with " + config.value().inputChoices() +
                                                    " input channels was expected, found " +
                                                    std::to_string(config.value().in_channels) +
                                                    "; choose a text-to-image or an inpainting model."};
    }
    const Result<const Autoencoder*> autoencoder = model_.autoencoder();
    if (!autoencoder) return autoencoder.error();
    return studioSize(region, config.value().sample_size * autoencoder.value()->config().reduction());
}

Result<GuidedDenoiser::Prompts> StudioEdit::encoded(const std::string& prompt, const std::string& negative,
                                                    Size size, double guidance) const {
    Result<EncodedPrompt> with = prompts_.encodeWeighted(prompt);
    if (!with) return with.error();
    Result<EncodedPrompt> without = prompts_.encodeWeighted(negative);
    if (!without) return without.error();
    EncodedPrompt positive = std::move(with).value(), other = std::move(without).value();
    if (auto even = prompts_.evenUp(positive, other); !even) return even.error();
    model_.releaseTextEncoders();
    const Result<UnetConfig> config = readUnetConfig(model_.files().unet.config);
    if (!config) return config.error();
    return GuidedDenoiser::Prompts{conditionOf(positive, size, config.value(), guidance),
                                   conditionOf(other, size, config.value(), guidance)};
}

StudioEdit::Inputs StudioEdit::inputsOf(const Task& task, const Autoencoder& codec, const Unet& unet,
                                        JobContext& job) const {
    const auto device = model_.compute().device;
    const auto latentsOf = [&](const at::Tensor& picture) {
        return codec.scaled(codec.encoded(picture.to(device), [&] { job.checkpoint(); }).mean);
    };
    Inputs inputs;
    inputs.clean = latentsOf(task.picture);
    const at::IntArrayRef small = inputs.clean.sizes().slice(2);
    inputs.strength = at::upsample_bilinear2d(task.mask, small, false).to(device) * task.strength;
    if (task.reference.defined()) inputs.reference = latentsOf(task.reference);
    if (unet.config().beside() != UnetConfig::Beside::MaskAndPicture) return inputs;
    const at::Tensor painted = task.mask.gt(0).to(device, c10::kFloat);
    inputs.around = at::cat(
        {at::upsample_nearest2d(painted, small), latentsOf(task.picture.to(device) * (1 - painted))}, 1);
    // Of the reference all is to be seen.
    if (inputs.reference.defined())
        inputs.around_reference = at::cat({at::zeros_like(inputs.strength), inputs.reference}, 1);
    return inputs;
}

at::Tensor StudioEdit::denoised(const Task& task, const Inputs& inputs, const Autoencoder& codec,
                                GuidedDenoiser& denoise, const AsChange& as_change, JobContext& job) const {
    at::Generator random = at::detail::createCPUGenerator(task.seed);
    const DrawNoise draw = [&](at::IntArrayRef shape) {
        return at::randn(shape, random).to(model_.compute().device);
    };
    const at::Tensor noise = draw(inputs.clean.sizes());
    const int steps = static_cast<int>(scheduler_.timesteps().size());
    const int first = scheduler_.firstStep(task.strength);
    at::Tensor latents = task.strength >= 1
                             ? noise * scheduler_.initNoiseSigma()
                             : scheduler_.noised(inputs.clean, noise, std::min(first, steps - 1));
    if (first >= steps) latents = inputs.clean;
    const auto input = [&](const at::Tensor& noisy, const at::Tensor& around, int i) {
        at::Tensor scaled = scheduler_.scaled(noisy, i);
        if (around.defined()) scaled = at::cat({scaled, around.to(scaled.dtype())}, 1);
        return scaled.to(model_.compute().type);
    };
    const Family family = model_.files().family;
    const at::Tensor before = previewOf(inputs.clean, codec, family, 1);
    StepMemory memory;
    for (int i = first; i < steps; ++i) {
        job.checkpoint();
        at::Tensor reference;
        if (inputs.reference.defined())
            reference = input(scheduler_.noised(inputs.reference, noise, i), inputs.around_reference, i);
        const double span = steps - first;
        const at::Tensor output =
            denoise(input(latents, inputs.around, i), scheduler_.timesteps()[static_cast<std::size_t>(i)],
                    (i - first) / span, (i - first + 1) / span, reference);
        const StepResult step = scheduler_.step(output, i, latents, memory, draw);
        // A place joins when as much is left of the run as it is to be changed.
        const at::Tensor kept = i + 1 < steps ? scheduler_.noised(inputs.clean, noise, i + 1) : inputs.clean;
        const at::Tensor changes = (1 - inputs.strength).lt(static_cast<double>(i + 1) / steps);
        latents = at::where(changes, step.sample, kept);
        job.progress(i + 1 - first, steps - first);
        job.preview(i + 1 - first,
                    [&] { return as_change(redrawn(before, previewOf(step.clean, codec, family, 1))); });
    }
    return latents;
}

Result<Change> StudioEdit::run(const Task& task, const GuidedDenoiser::Prompts& prompts,
                               const AsChange& as_change, JobContext& job) const {
    // 1. The networks.
    const Result<const Autoencoder*> autoencoder = model_.autoencoder();
    if (!autoencoder) return autoencoder.error();
    const Autoencoder& codec = *autoencoder.value();
    job.checkpoint();
    const Result<const Unet*> unet = model_.unet();
    if (!unet) return unet.error();

    // 2. See the task as they do, and denoise.
    const Inputs inputs = inputsOf(task, codec, *unet.value(), job);
    std::vector<Control> controls = task.controls;
    for (Control& control : controls) control.picture = control.picture.to(model_.compute().device);
    EditedPicture edited;
    if (unet.value()->config().beside() == UnetConfig::Beside::Picture) {
        if (task.reference.defined()) {
            return Error{
                ErrorCode::InvalidRequest,
                "This model edits by instructions and cannot keep to a person; choose a text-to-image "
                "or an inpainting model."};
        }
        edited.latent = codec.raw(inputs.clean);
    }
    GuidedDenoiser denoise(*unet.value(), prompts, task.guidance, wayOf(model_.residence()), controls,
                           edited);
    const at::Tensor latents = denoised(task, inputs, codec, denoise, as_change, job);

    // 3. Decode what was and what became of it.
    const bool whole = codec.fitsWhole(task.picture.size(2), task.picture.size(3));
    const auto before_layer = [&] { job.checkpoint(); };
    const auto decoded = [&](const at::Tensor& scaled) {
        const at::Tensor raw = codec.raw(scaled).to(model_.compute().type);
        return whole ? codec.decode(raw, before_layer) : codec.decodeTiled(raw, before_layer);
    };
    const at::Tensor became = decoded(latents), was = decoded(inputs.clean);
    return as_change(redrawn(was, became));
}

Image covering(const Image& mask) {
    if (mask.isNull() || mask.type() != PixelType::U8 || mask.channels() != 1) return mask;
    ImageBuilder out(mask.size(), 1, PixelType::U8);
    for (int y = 0; y < mask.height(); ++y) {
        const std::uint8_t* from = mask.row<std::uint8_t>(y);
        std::transform(from, from + mask.width(), out.row<std::uint8_t>(y), [](std::uint8_t v) {
            return static_cast<std::uint8_t>(std::min(255L, std::lround(v / kFullAlpha)));
        });
    }
    return std::move(out).finish();
}

}  // namespace engine
