#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "engine/files/pose_file.h"

/// Any bytes at all: a sentence, or people whose joints have places, and who are the same once written.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto pose = engine::parsePoseFile(text, "pose.json");
    if (!pose) {
        if (pose.error().message.empty() || pose.error().message.size() > 1000) std::abort();
        return 0;
    }
    if (pose.value().people.empty()) std::abort();
    const auto again = engine::parsePoseFile(engine::poseText(pose.value()), "written.json");
    if (!again || again.value().people.size() != pose.value().people.size()) std::abort();
    for (std::size_t person = 0; person < pose.value().people.size(); ++person) {
        for (std::size_t i = 0; i < engine::kJointCount; ++i) {
            const engine::Joint& joint = pose.value().people[person].joints[i];
            if (!std::isfinite(joint.at.x) || !std::isfinite(joint.at.y)) std::abort();
            if (!(joint.confidence >= 0 && joint.confidence <= 1)) std::abort();
            if (again.value().people[person].joints[i].confidence != joint.confidence) std::abort();
        }
    }
    return 0;
}
