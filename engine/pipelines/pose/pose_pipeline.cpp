#include "engine/pipelines/pose/pose_pipeline.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/core.hpp>

#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"
#include "engine/pipelines/light_request.h"
#include "engine/pipelines/pose/pose_drawing.h"
#include "engine/pipelines/pose/pose_repair.h"
#include "engine/pipelines/pose/pose_warp.h"
#include "engine/pipelines/pose/solid_head.h"
#include "engine/pipelines/pose/unseen.h"

namespace engine {
namespace {

bool isFinite(const Joint& joint) {
    return std::isfinite(joint.at.x) && std::isfinite(joint.at.y) && std::isfinite(joint.confidence);
}

bool isTurn(const HeadAngles& turn) {
    constexpr float kLargest = PoseRequest::kLargestTurn * std::numbers::pi_v<float> / 180 + 1e-4f;
    const auto fits = [](float angle) { return std::abs(angle) <= kLargest; };
    return fits(turn.yaw) && fits(turn.pitch) && fits(turn.roll);  // false for what is no number
}

/// What concerns the checkpoint.
std::optional<Error> checkStudio(const PoseRequest& request) {
    if (request.model.empty()) {
        for (const auto& [name, given] :
             {std::pair("A ControlNet", !request.controlnet.empty()),
              std::pair("A LoRA", !request.loras.empty()), std::pair("A prompt", !request.prompt.empty())}) {
            if (given) {
                return Error{ErrorCode::InvalidRequest,
                             std::string(name) +
                                 " was given without a checkpoint to use it with; choose "
                                 "one, or leave it out."};
            }
        }
    }
    if (auto error = checkShare("Strength", request.strength)) return error;
    if (auto error = checkGuidance(request.guidance)) return error;
    return checkSteps(request.steps);
}

constexpr double kEnough = 0.5;  ///< known to that share, the photo's own pixels will do
constexpr auto kHandRests = std::chrono::milliseconds(150);

/// The size at which a denoiser sees a region: faces as large as those it learnt from.
Size sizeOf(Rect region, double eye_distance, int patch) {
    constexpr int kFewest = 64, kMost = 512;
    const int whole = PoseDenoiser::kWhole * patch;
    const auto along = [&](int extent) {
        const double pixels = extent * PoseDenoiser::kEyeDistance / eye_distance;
        return std::clamp(static_cast<int>(std::lround(pixels / whole)) * whole, kFewest, kMost);
    };
    return {along(region.width), along(region.height)};
}

}  // namespace

std::optional<Error> PosePipeline::check(const PoseRequest& request) {
    if (auto error = checkPhotoAndMask(request.photo, {})) return error;
    const auto& joints = request.pose.joints;
    if (!std::all_of(joints.begin(), joints.end(), isFinite)) {
        return Error{ErrorCode::InvalidRequest,
                     "A pose of numbers was expected, found a joint whose place is none; correct it."};
    }
    if (request.turn && !isTurn(*request.turn)) {
        return Error{ErrorCode::InvalidRequest,
                     "The head can turn by up to 25 degrees each way; choose a smaller angle."};
    }
    const bool any =
        std::any_of(joints.begin(), joints.end(), [](const Joint& j) { return j.confidence > 0; });
    if (!any && !request.turn) {
        return Error{ErrorCode::InvalidRequest,
                     "A pose was expected, found one without any joint; place at least one."};
    }
    return checkStudio(request);
}

Result<Change> PosePipeline::run(const PoseRequest& request, const Reading& reading, JobContext& job) const {
    if (auto error = check(request)) return *error;
    if (reading.mesh.size() != kMeshPoints) {
        return Error{ErrorCode::NoFace,
                     "No face was found in this photo, so there is nobody to pose; open a portrait."};
    }
    job.checkpoint();
    const AtBorders borders = denoiser_ ? AtBorders::Open : AtBorders::Held;
    Change moved = poseWarp(reading, shape_, request.pose, request.turn, request.photo.size(), 0, borders);
    job.preview(1, [&] { return moved; });
    if (denoiser_ && !moved.region.isEmpty()) return painted(request, reading, std::move(moved), job);
    job.progress(1, 1);
    return moved;
}

Change PosePipeline::painted(const PoseRequest& request, const Reading& reading, Change moved,
                             JobContext& job) const {
    // 1. Find what the photo does not hold.
    const Size photo = request.photo.size();
    const double eye_distance = SolidHead(reading, shape_).eyeDistance();
    const cv::Mat sources = sourcesOf(moved),
                  share = knownShare(moved, sources, wholeOf(photo), eye_distance);
    double least = 1;
    cv::minMaxLoc(share, &least, nullptr);
    if (least > kEnough) {
        job.progress(1, 1);
        return moved;
    }
    job.rest(kHandRests);

    // 2. See the person as they were and moved, and what is known of the way.
    const Size size = sizeOf(moved.region, eye_distance, denoiser_->patch());
    const Size cells{size.width / denoiser_->patch(), size.height / denoiser_->patch()};
    std::vector<Layer> with_movement = request.layers;
    with_movement.push_back({moved});
    const auto seen = [&](const std::vector<Layer>& layers) {
        return toTensor(networkView(request.photo, layers, moved.region, size));
    };
    const at::Tensor known = onCells(share, cells);
    const Skeleton joints = arrivedJoints(reading, shape_, request.pose, request.turn, photo);
    const PoseDenoiser::Condition condition = denoiser_->condition(
        seen(request.layers), seen(with_movement), placesFrom(sources, moved.region, cells), known,
        at::avg_pool2d(poseTensor(joints, moved.region, size), denoiser_->patch()));
    job.checkpoint();

    // 3. Paint it.
    const at::Tensor cover = at::upsample_bilinear2d(1 - known, {size.height, size.width}, false);
    const auto result = [&](const at::Tensor& latents) {
        Change change = moved;
        change.paint = toPaintField(denoiser_->picture(latents), cover);
        return change;
    };
    const at::Tensor latents = repaired(
        *denoiser_, condition, {PoseRequest::kSteps - 1, request.seed, nullptr, field_},
        [&] { job.checkpoint(); },
        [&](int step, const at::Tensor& guess) {
            job.progress(step + 1, PoseRequest::kSteps);
            job.preview(step + 1, [&] { return result(guess); });
        });
    return result(latents);
}

}  // namespace engine
