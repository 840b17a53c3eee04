#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/photo.h"
#include "engine/api/reading.h"
#include "engine/api/requests/generate.h"
#include "engine/api/skeleton.h"

namespace engine {

/// Give a person another pose: turn the head, move the joints. The person's own pixels move, which takes
/// milliseconds once the photo has been read, and what comes into view that the photo does not hold is
/// painted. With a checkpoint that the user owns, what has moved, and what has become free, is drawn anew
/// instead to look like the photo.
struct PoseRequest {
    static constexpr int kSteps = 9;  ///< without a checkpoint: the movement, then painting
    static constexpr int kStudioSteps = 25;
    static constexpr float kStudioStrength = 0.6f;
    static constexpr float kStudioGuidance = 5.0f;

    /// Degrees, each of yaw, pitch and roll: further round, a face shows a side that the photo does not hold.
    static constexpr float kLargestTurn = 25;

    Photo photo;
    std::vector<Layer> layers;  ///< what lies over the photo already, bottom to top; it moves along
    int face = 0;               ///< whose pose, counted from the largest face
    /// By how much the head turns, radians, signs as in Reading::head. Absent: as the head's joints in `pose`
    /// (nose, eyes, ears) say.
    std::optional<HeadAngles> turn;
    /// Where the joints shall be. A joint that is missing here or in the photo moves along with what it hangs
    /// on.
    Skeleton pose;

    std::string model;  ///< a checkpoint that the user owns; empty: none, and all below is to be left alone
    std::vector<LoraChoice> loras;
    std::string controlnet;  ///< one for OpenPose drawings, component folder or single file, that holds the
                             ///< person to the pose; empty: none
    std::string prompt;      ///< UTF-8; may be empty
    std::string negative;    ///< what to keep away from; empty: nothing
    float strength = kStudioStrength;   ///< 0…1: how far from the moved pixels
    double guidance = kStudioGuidance;  ///< 0…100: how strongly the prompt counts
    std::string scheduler;              ///< empty: the model's own
    int steps = kStudioSteps;           ///< 1…100

    std::uint64_t seed = 0;  ///< with a checkpoint and without
};

}  // namespace engine
