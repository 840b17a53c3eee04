#include "engine/pipelines/harmonise/harmonise_pipeline.h"

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

constexpr int kNetworkSide = 128;

/// The largest part of the middle of `photo` that has the aspect of `size`.
Rect covering(Size photo, Size size) {
    const double scale = std::min(static_cast<double>(photo.width) / size.width,
                                  static_cast<double>(photo.height) / size.height);
    const int width = std::max(1, static_cast<int>(size.width * scale)),
              height = std::max(1, static_cast<int>(size.height * scale));
    return {(photo.width - width) / 2, (photo.height - height) / 2, width, height};
}

}  // namespace

std::optional<Error> HarmonisePipeline::check(const HarmoniseRequest& request) {
    if (auto error = checkPhotoAndMask(request.photo, request.mask)) return error;
    if (request.background.isNull()) {
        return Error{ErrorCode::InvalidRequest,
                     "A background photo was expected, none was given; choose one."};
    }
    if (auto error = checkShare("Strength", request.strength)) return error;
    return checkSteps(request.steps);
}

Result<Change> HarmonisePipeline::run(const HarmoniseRequest& request, const Reading* reading,
                                      JobContext& job) const {
    // 1. Check the request.
    if (auto error = check(request)) return *error;

    // 2. Find the person: what is painted, else what the reader saw.
    const Size photo = request.photo.size();
    RegionOfInterest place;
    if (!request.mask.isNull()) {
        auto painted = aroundMask(request.mask, reading, photo);
        if (!painted)
            return Error{ErrorCode::InvalidRequest,
                         "The mask is empty; paint over the person, or clear the mask to have them found."};
        place = std::move(*painted);
    } else if (reading) {
        place = {reading->region, reading->person};
    } else {
        return Error{ErrorCode::NoFace,
                     "No face was found in this photo; paint a mask over the person and run again."};
    }

    // 3. Put the person in front of the background, as the network sees them.
    const Size size = networkSize(place.region, kNetworkSide);
    const Size half{size.width / 2, size.height / 2};
    const at::Tensor alpha = toTensor(maskView(place.mask, photo, place.region, size));
    const Rect part = covering(request.background.size(), size);
    const at::Tensor behind = toTensor(networkView(request.background, part, size));
    const at::Tensor person = toTensor(networkView(request.photo, request.layers, place.region, size));
    const FieldCondition condition{behind + (person - behind) * alpha,
                                   toTensor(maskView(place.mask, photo, place.region, half))};

    // 4. Denoise the field; every guess can be looked at in place.
    const auto asChange = [&](const at::Tensor& field) {
        return Change{place.region, toGainField(field, request.strength), place.mask};
    };
    return asChange(sampleField(
        net_, condition, request.steps, request.seed, [&] { job.checkpoint(); },
        [&](int step, const at::Tensor& guess) {
            job.progress(step, request.steps);
            job.preview(step, [&] { return asChange(guess); });
        }));
}

}  // namespace engine
