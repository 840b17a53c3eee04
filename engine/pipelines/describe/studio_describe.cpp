#include "engine/pipelines/describe/studio_describe.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <cmath>

#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"
#include "engine/pipelines/generate/latent_colours.h"
#include "engine/pipelines/generate/unet_run.h"

namespace engine {
namespace {

constexpr int kSideMultiple = 64;
constexpr int kInpaintingChannels = 9;
constexpr double kLargestLogGain = 3;
constexpr double kFullAlpha = 0.25;  ///< of a mask: from here on a change covers what was there
constexpr int kFindingNoises = 3;

/// The region's shape at about the size that the model was trained at.
Size studioSize(Rect region, int trained_side) {
    const double scale = trained_side / std::sqrt(static_cast<double>(region.width) * region.height);
    const auto side = [&](int length) {
        const auto multiple = std::lround(length * scale / kSideMultiple);
        return static_cast<int>(std::clamp(multiple, 1L, 2L * trained_side / kSideMultiple)) * kSideMultiple;
    };
    return {side(region.width), side(region.height)};
}

/// The log-gain field from one picture to another, [1, 3, H, W], −1…1 each.
at::Tensor gainBetween(const at::Tensor& before, const at::Tensor& after) {
    const auto seen = [](const at::Tensor& x) {
        return at::log((x.to(at::kCPU, at::kFloat) / 2 + 0.5).clamp(0, 1) + GainField::kGainFloor);
    };
    return (seen(after) - seen(before)).clamp(-kLargestLogGain, kLargestLogGain);
}

/// A mask says how strongly its places are edited; what is edited at all has to cover what was there.
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

}  // namespace

Result<GuidedDenoiser::Prompts> StudioDescribe::encoded(const std::string& prompt,
                                                        const std::string& negative, Size size,
                                                        double guidance) const {
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

Result<Change> StudioDescribe::run(const DescribeRequest& request, const RegionOfInterest& place,
                                   JobContext& job) const {
    // 1. The networks and the size they work at.
    const Result<UnetConfig> config = readUnetConfig(model_.files().unet.config);
    if (!config) return config.error();
    const int channels = config.value().in_channels;
    if (channels != 4 && channels != kInpaintingChannels) {
        return Error{ErrorCode::InvalidRequest, "A model with 4 or 9 input channels was expected, found " +
                                                    std::to_string(channels) +
                                                    "; choose a text-to-image or an inpainting model."};
    }
    const Result<const Autoencoder*> autoencoder = model_.autoencoder();
    if (!autoencoder) return autoencoder.error();
    const Autoencoder& codec = *autoencoder.value();
    const int reduction = codec.config().reduction();
    const Size size = studioSize(place.region, config.value().sample_size * reduction);
    const auto prompts = encoded(request.prompt, request.negative, size, request.guidance);
    if (!prompts) return prompts.error();
    job.checkpoint();
    const Result<const Unet*> unet = model_.unet();
    if (!unet) return unet.error();

    // 2. See the region as the networks do; the mask says how strongly each place is edited.
    const auto device = model_.compute().device;
    const auto before_layer = [&] { job.checkpoint(); };
    const Size photo = request.photo.size(), small{size.width / reduction, size.height / reduction};
    const at::Tensor picture =
        (toTensor(networkView(request.photo, request.layers, place.region, size)) * 2 - 1).to(device);
    const at::Tensor mask = place.mask.isNull() ? at::ones({1, 1, size.height, size.width})
                                                : toTensor(maskView(place.mask, photo, place.region, size));
    const at::Tensor strength =
        at::upsample_bilinear2d(mask, {small.height, small.width}, false).to(device) * request.strength;
    const at::Tensor clean = codec.scaled(codec.encoded(picture, before_layer).mean);
    at::Tensor inpainting;
    if (channels == kInpaintingChannels) {
        const at::Tensor painted = mask.gt(0).to(device, c10::kFloat);
        inpainting = at::cat({at::upsample_nearest2d(painted, {small.height, small.width}),
                              codec.scaled(codec.encoded(picture * (1 - painted), before_layer).mean)},
                             1);
    }

    // 3. Denoise; a place joins when as much is left of the run as it is to be changed.
    at::Generator random = at::detail::createCPUGenerator(request.seed);
    const DrawNoise draw = [&](at::IntArrayRef shape) { return at::randn(shape, random).to(device); };
    const at::Tensor noise = draw(clean.sizes());
    const int steps = static_cast<int>(scheduler_.timesteps().size());
    const int first = scheduler_.firstStep(request.strength);
    at::Tensor latents = request.strength >= 1 ? noise * scheduler_.initNoiseSigma()
                                               : scheduler_.noised(clean, noise, std::min(first, steps - 1));
    if (first >= steps) latents = clean;
    const std::vector<Control> no_controls;
    GuidedDenoiser denoise(*unet.value(), prompts.value(), request.guidance, wayOf(model_.residence()),
                           no_controls);
    const Family family = model_.files().family;
    const at::Tensor before = latentColours(clean, family, 1);
    StepMemory memory;
    for (int i = first; i < steps; ++i) {
        job.checkpoint();
        at::Tensor seen = scheduler_.scaled(latents, i);
        if (inpainting.defined()) seen = at::cat({seen, inpainting.to(seen.dtype())}, 1);
        const double span = steps - first;
        const at::Tensor output =
            denoise(seen.to(model_.compute().type), scheduler_.timesteps()[static_cast<std::size_t>(i)],
                    (i - first) / span, (i - first + 1) / span);
        const StepResult step = scheduler_.step(output, i, latents, memory, draw);
        const at::Tensor kept = i + 1 < steps ? scheduler_.noised(clean, noise, i + 1) : clean;
        const at::Tensor changes = (1 - strength).lt(static_cast<double>(i + 1) / steps);
        latents = at::where(changes, step.sample, kept);
        job.progress(i + 1 - first, steps - first);
        job.preview(i + 1 - first, [&] {
            return Change{place.region,
                          toGainField(gainBetween(before, latentColours(step.clean, family, 1)), 1.0),
                          covering(place.mask)};
        });
    }

    // 4. Decode what was and what became of it.
    const bool whole = codec.fitsWhole(size.height, size.width);
    const auto decoded = [&](const at::Tensor& scaled) {
        const at::Tensor raw = codec.raw(scaled).to(model_.compute().type);
        return whole ? codec.decode(raw, before_layer) : codec.decodeTiled(raw, before_layer);
    };
    const at::Tensor became = decoded(latents), was = decoded(clean);
    if (auto files = model_.stillWhole(); !files) return files.error();
    return Change{place.region, toGainField(gainBetween(was, became), 1.0), covering(place.mask)};
}

Result<FoundMask> StudioDescribe::find(const DescribeMaskRequest& request, Rect region,
                                       JobContext& job) const {
    const Result<UnetConfig> config = readUnetConfig(model_.files().unet.config);
    if (!config) return config.error();
    const Result<const Autoencoder*> autoencoder = model_.autoencoder();
    if (!autoencoder) return autoencoder.error();
    const Autoencoder& codec = *autoencoder.value();
    const Size size = studioSize(region, config.value().sample_size * codec.config().reduction());
    const auto prompts = encoded(request.prompt, "", size, 1);
    if (!prompts) return prompts.error();
    const Result<const Unet*> unet = model_.unet();
    if (!unet) return unet.error();
    const auto device = model_.compute().device;
    const at::Tensor picture =
        (toTensor(networkView(request.photo, request.layers, region, size)) * 2 - 1).to(device);
    const at::Tensor clean = codec.scaled(codec.encoded(picture, [&] { job.checkpoint(); }).mean);

    at::Generator random = at::detail::createCPUGenerator(request.seed);
    const int step = static_cast<int>(scheduler_.timesteps().size()) / 2;
    const double timestep = scheduler_.timesteps()[static_cast<std::size_t>(step)];
    at::Tensor difference = at::zeros({1, 1, clean.size(2), clean.size(3)});
    for (int i = 0; i < kFindingNoises; ++i) {
        job.checkpoint();
        const at::Tensor noise = at::randn(clean.sizes(), random).to(device);
        at::Tensor seen = scheduler_.scaled(scheduler_.noised(clean, noise, step), step);
        if (config.value().in_channels == kInpaintingChannels)
            seen = at::cat({seen, at::ones_like(seen.narrow(1, 0, 1)), at::zeros_like(clean)}, 1);
        const at::Tensor at_time = at::full({1}, timestep, seen.options().dtype(c10::kFloat));
        const auto ask = [&](const UnetCondition& condition) {
            return unet.value()->predict(seen.to(model_.compute().type), at_time, condition, {});
        };
        const at::Tensor change = (ask(prompts.value().positive) - ask(prompts.value().negative)).abs();
        difference = difference + change.mean(1, true).to(at::kCPU, at::kFloat);
        job.progress(i + 1, kFindingNoises);
    }
    if (auto files = model_.stillWhole(); !files) return files.error();
    // Small islands are noise; the scale is that of the places that differ most.
    difference = at::avg_pool2d(at::replication_pad2d(difference, {2, 2, 2, 2}), 5, 1);
    const double most = difference.flatten().quantile(0.98).item<double>();
    const at::Tensor share = (difference / std::max(most, 1e-9) * 2 - 0.5).clamp(0, 1);
    return FoundMask{region, toGreyImage(share)};
}

}  // namespace engine
