#pragma once

#include <array>
#include <vector>

#include "engine/api/skeleton.h"
#include "engine/train/portrait_set.h"
#include "engine/train/random.h"

namespace engine {

/// The joints that a portrait's labels tell: the head's from its mesh, neck and shoulders from its parts, in
/// pixels of the portrait.
Skeleton poseOf(const Portrait& portrait);

/// Draws poses that people take: heads of real portraits, tilted and mirrored, on shoulders as they vary,
/// with arms, hips and legs of a jointed body (segment lengths after Winter, "Biomechanics and Motor Control
/// of Human Movement", 4th ed. 2009, table 4.1) seen from the front. Any part may be out of the picture.
class PoseSampler {
public:
    PoseSampler(const std::vector<Portrait>& portraits, std::uint64_t seed);

    /// In face widths, around the chin.
    Skeleton draw();

private:
    struct Head {
        std::array<ImagePoint, kJointCount> joints{};  ///< of the head; face widths, the chin at 0, 0
        ImagePoint neck;
    };
    void addBody(Skeleton& pose);
    void addLimb(Skeleton& pose, JointName root, const std::array<JointName, 2>& joints,
                 const std::array<double, 2>& lengths, double spread);
    void leaveOut(Skeleton& pose);

    std::vector<Head> heads_;
    Random random_;
};

}  // namespace engine
