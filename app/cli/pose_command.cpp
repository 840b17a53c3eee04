#include <numbers>

#include "app/cli/engine_setup.h"
#include "app/cli/photo_edit.h"
#include "engine/files/local_pose_files.h"

namespace cli {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::PoseRequest;
using engine::Result;

float radians(double degrees) {
    return static_cast<float>(degrees * std::numbers::pi / 180);
}

/// What concerns the checkpoint.
Result<PoseRequest> studioRequestOf(const Arguments& arguments, const Surroundings& around, EditKind& kind) {
    PoseRequest request;
    if (!kind.models_is_checkpoint) {
        if (auto error = askedOfNoCheckpoint(arguments, {"--prompt", "--negative", "--strength", "--guidance",
                                                         "--controlnet", "--lora", "--scheduler", "--steps"}))
            return *error;
        return request;
    }
    request.model = modelNamed(arguments.text("--models"), around);
    request.loras = lorasIn(arguments, around);
    OptionReader read(arguments);
    read.text("--prompt", request.prompt);
    read.text("--negative", request.negative);
    read.text("--scheduler", request.scheduler);
    read.text("--controlnet", request.controlnet);
    read.number("--strength", 0, 1, request.strength);
    read.number("--guidance", 0, 100, request.guidance);
    if (read.error()) return *read.error();
    if (!request.controlnet.empty()) request.controlnet = modelNamed(request.controlnet, around);
    kind.steps = request.steps;
    return request;
}

Result<PoseRequest> requestOf(const Arguments& arguments, const Surroundings& around, EditKind& kind) {
    Result<PoseRequest> studio = studioRequestOf(arguments, around, kind);
    if (!studio) return studio.error();
    PoseRequest request = std::move(studio).value();
    constexpr double kMost = PoseRequest::kLargestTurn;
    double yaw = 0, pitch = 0, roll = 0;
    std::string to;
    OptionReader read(arguments);
    read.number("--yaw", -kMost, kMost, yaw);
    read.number("--pitch", -kMost, kMost, pitch);
    read.number("--roll", -kMost, kMost, roll);
    read.text("--to", to);
    if (read.error()) return *read.error();
    const bool turns = arguments.has("--yaw") || arguments.has("--pitch") || arguments.has("--roll");
    if (turns == arguments.has("--to")) {
        return Error{ErrorCode::InvalidRequest,
                     std::string("Either --to FILE or angles were expected, found ") +
                         (turns ? "both" : "neither") + "; give --to, or --yaw, --pitch and --roll."};
    }
    if (turns) {
        request.turn = {radians(yaw), radians(pitch), radians(roll)};
        return request;
    }
    const auto pose = engine::LocalPoseFiles().open(to);
    if (!pose) return pose.error();
    request.pose = pose.value();
    return request;
}

}  // namespace

Result<engine::Done> runPose(const Arguments& arguments, const Surroundings& around) {
    EditKind kind{"pose changed"};
    kind.models_is_checkpoint = modelsIsCheckpoint(arguments);
    kind.steps = PoseRequest::kSteps;
    const auto asked = requestOf(arguments, around, kind);
    if (!asked) return asked.error();
    return editPhoto(arguments, around, kind,
                     [&](const engine::Darkroom&, const EditInput& input) -> Result<engine::Request> {
                         PoseRequest request = asked.value();
                         request.photo = input.photo;
                         request.seed = input.seed;
                         if (kind.models_is_checkpoint) request.steps = input.steps;
                         return engine::Request(std::move(request));
                     });
}

}  // namespace cli
