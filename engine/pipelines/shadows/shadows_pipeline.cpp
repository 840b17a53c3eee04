#include "engine/pipelines/shadows/shadows_pipeline.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/api/reading.h"
#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"
#include "engine/pipelines/field_sampling.h"
#include "engine/pipelines/light_request.h"
#include "engine/pipelines/region.h"

namespace engine {
namespace {

constexpr int kNetworkSide = 128;        ///< what the network was trained at
constexpr int kUpsampledSide = 256;      ///< where the guided upsampling works
constexpr double kSoftnessReach = 0.05;  ///< of the region's shorter side, at softness 1
constexpr double kShapeReach =
    0.2;  ///< light that varies more slowly than this share of the region is "shape"

/// Gaussian smoothing of a field with deviation `sigma` in its own pixels, borders mirrored.
at::Tensor smoothed(const at::Tensor& field, double sigma) {
    const auto limit = std::min(field.size(2), field.size(3)) - 1;
    const std::int64_t reach = std::min<std::int64_t>(limit, static_cast<std::int64_t>(std::ceil(3 * sigma)));
    if (sigma < 0.3 || reach < 1) return field;
    const at::Tensor x = at::arange(-reach, reach + 1, field.options());
    at::Tensor kernel = at::exp(x * x / (-2 * sigma * sigma));
    kernel = (kernel / kernel.sum()).view({1, 1, 1, -1}).expand({3, 1, 1, 2 * reach + 1});
    const at::Tensor padded = at::reflection_pad2d(field, {reach, reach, reach, reach});
    const std::int64_t stride = 1, more = 0;  // a literal 0 could also be conv2d's padding by name
    const at::Tensor across = at::conv2d(padded, kernel, {}, stride, more, stride, 3);
    return at::conv2d(across, kernel.transpose(2, 3), {}, stride, more, stride, 3);
}

/// The user's wishes, applied to what the network found.
at::Tensor shaped(const at::Tensor& field, const ShadowsRequest& request) {
    const double side = static_cast<double>(std::min(field.size(2), field.size(3)));
    at::Tensor wanted = smoothed(field, request.softness * kSoftnessReach * side);
    if (request.keep_shape > 0) wanted = wanted - request.keep_shape * smoothed(wanted, kShapeReach * side);
    return wanted * request.strength;
}

}  // namespace

std::optional<Error> ShadowsPipeline::check(const ShadowsRequest& request) {
    if (auto error = checkPhotoAndMask(request.photo, request.mask)) return error;
    if (auto error = checkShare("Strength", request.strength)) return error;
    if (auto error = checkShare("Softness", request.softness)) return error;
    if (auto error = checkShare("Keep shape", request.keep_shape)) return error;
    return checkSteps(request.steps);
}

Result<Change> ShadowsPipeline::run(const ShadowsRequest& request, const Reading* reading,
                                    JobContext& job) const {
    // 1. Check the request.
    if (auto error = check(request)) return *error;

    // 2. Find the region: what is painted, else the person.
    const Size photo = request.photo.size();
    RegionOfInterest place;
    if (!request.mask.isNull()) {
        auto painted = aroundMask(request.mask, reading, photo);
        if (!painted)
            return Error{
                ErrorCode::InvalidRequest,
                "The mask is empty; paint over the shadow, or clear the mask to use the whole person."};
        place = std::move(*painted);
    } else if (reading) {
        place = aroundFace(*reading, photo);
    } else {
        return Error{ErrorCode::NoFace,
                     "No face was found in this photo; paint a mask over the shadow and run again."};
    }

    // 3. See it as the network does.
    const Size size = networkSize(place.region, kNetworkSide);
    const Size half{size.width / 2, size.height / 2};
    const Image person = reading ? personOver(*reading, place.region, half)
                                 : maskView(request.mask, photo, place.region, half);
    const FieldCondition condition{toTensor(networkView(request.photo, request.layers, place.region, size)),
                                   toTensor(person)};

    // 4. Denoise the field; every guess can be looked at in place.
    const auto asChange = [&](const at::Tensor& field) {
        return Change{place.region, toGainField(shaped(field, request), 1.0), place.mask};
    };
    const at::Tensor field = sampleField(
        net_, condition, request.steps, request.seed, [&] { job.checkpoint(); },
        [&](int step, const at::Tensor& guess) {
            job.progress(step, request.steps);
            job.preview(step, [&] { return asChange(guess); });
        });

    // 5. Fit the field's edges to the photo's own.
    job.checkpoint();
    const Size large = networkSize(place.region, kUpsampledSide);
    return asChange(
        upsampler_.enlarge(field, toTensor(networkView(request.photo, request.layers, place.region, large))));
}

}  // namespace engine
