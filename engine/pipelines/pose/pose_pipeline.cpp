#include "engine/pipelines/pose/pose_pipeline.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/pipelines/light_request.h"
#include "engine/pipelines/pose/pose_warp.h"

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
    Change change = poseWarp(reading, shape_, request.pose, request.turn, request.photo.size());
    job.progress(1, 1);
    job.preview(1, [&] { return change; });
    return change;
}

}  // namespace engine
