#include <numbers>

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

Result<PoseRequest> requestOf(const Arguments& arguments) {
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
    PoseRequest request;
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
    const auto asked = requestOf(arguments);
    if (!asked) return asked.error();
    return editPhoto(arguments, around, {"pose changed"},
                     [&](const engine::Darkroom&, const EditInput& input) -> Result<engine::Request> {
                         PoseRequest request = asked.value();
                         request.photo = input.photo;
                         return engine::Request(std::move(request));
                     });
}

}  // namespace cli
