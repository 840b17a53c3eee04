#pragma once

#include <optional>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/photo.h"
#include "engine/api/reading.h"
#include "engine/api/skeleton.h"

namespace engine {

/// Give a person another pose: turn the head, move the joints. The person's own pixels move; nothing is drawn
/// anew. Runs within milliseconds once the photo has been read.
struct PoseRequest {
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
};

}  // namespace engine
