#include "engine/pipelines/describe/studio_describe.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>

#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"

namespace engine {
namespace {

constexpr int kFindingNoises = 3;

/// A region of a photo as the autoencoder wants it, [1, 3, H, W], −1…1.
at::Tensor pictureOf(const Photo& photo, const std::vector<Layer>& layers, Rect region, Size size) {
    return toTensor(networkView(photo, layers, region, size)) * 2 - 1;
}

}  // namespace

Result<Change> StudioDescribe::run(const DescribeRequest& request, const RegionOfInterest& place,
                                   JobContext& job) const {
    // 1. The size that the checkpoint works at, and the words.
    const Result<Size> size = edit_.sizeFor(place.region);
    if (!size) return size.error();
    const auto prompts = edit_.encoded(request.prompt, request.negative, size.value(), request.guidance);
    if (!prompts) return prompts.error();
    job.checkpoint();

    // 2. See the region as the networks do; the mask says how strongly each place is edited.
    const at::Tensor picture = pictureOf(request.photo, request.layers, place.region, size.value());
    const at::Tensor mask =
        place.mask.isNull()
            ? at::ones({1, 1, picture.size(2), picture.size(3)})
            : toTensor(maskView(place.mask, request.photo.size(), place.region, size.value()));

    // 3. Edit it.
    const StudioEdit::Task task{picture, mask, request.strength, request.guidance, request.seed, {}, {}};
    return edit_.run(
        task, prompts.value(),
        [&](Redrawn result) {
            Change change{place.region, std::move(result.field), covering(place.mask)};
            change.paint = std::move(result.paint);
            return change;
        },
        job);
}

Result<FoundMask> StudioDescribe::find(const DescribeMaskRequest& request, Rect region,
                                       JobContext& job) const {
    const Result<Size> size = edit_.sizeFor(region);
    if (!size) return size.error();
    const auto prompts = edit_.encoded(request.prompt, "", size.value(), 1);
    if (!prompts) return prompts.error();
    const Result<const Autoencoder*> autoencoder = model_.autoencoder();
    if (!autoencoder) return autoencoder.error();
    const Autoencoder& codec = *autoencoder.value();
    const Result<const Unet*> unet = model_.unet();
    if (!unet) return unet.error();
    const auto device = model_.compute().device;
    const at::Tensor picture = pictureOf(request.photo, request.layers, region, size.value()).to(device);
    const at::Tensor clean = codec.scaled(codec.encoded(picture, [&] { job.checkpoint(); }).mean);

    at::Generator random = at::detail::createCPUGenerator(request.seed);
    const int step = static_cast<int>(scheduler_.timesteps().size()) / 2;
    const double timestep = scheduler_.timesteps()[static_cast<std::size_t>(step)];
    at::Tensor difference = at::zeros({1, 1, clean.size(2), clean.size(3)});
    for (int i = 0; i < kFindingNoises; ++i) {
        job.checkpoint();
        const at::Tensor noise = at::randn(clean.sizes(), random).to(device);
        at::Tensor seen = scheduler_.scaled(scheduler_.noised(clean, noise, step), step);
        const UnetConfig::Beside beside = unet.value()->config().beside();
        if (beside == UnetConfig::Beside::MaskAndPicture)
            seen = at::cat({seen, at::ones_like(seen.narrow(1, 0, 1)), at::zeros_like(clean)}, 1);
        if (beside == UnetConfig::Beside::Picture) seen = at::cat({seen, codec.raw(clean)}, 1);
        const at::Tensor at_time = at::full({1}, timestep, seen.options().dtype(c10::kFloat));
        const auto ask = [&](const UnetCondition& condition) {
            return unet.value()->predict(seen.to(model_.compute().type), at_time, condition, {});
        };
        const at::Tensor change = (ask(prompts.value().positive) - ask(prompts.value().negative)).abs();
        difference = difference + change.mean(1, true).to(at::kCPU, at::kFloat);
        job.progress(i + 1, kFindingNoises);
    }
    // Small islands are noise; the scale is that of the places that differ most.
    difference = at::avg_pool2d(at::replication_pad2d(difference, {2, 2, 2, 2}), 5, 1);
    const double most = difference.flatten().quantile(0.98).item<double>();
    const at::Tensor share = (difference / std::max(most, 1e-9) * 2 - 0.5).clamp(0, 1);
    return FoundMask{region, toGreyImage(share)};
}

}  // namespace engine
