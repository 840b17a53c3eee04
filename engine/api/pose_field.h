#pragma once

#include <array>

#include "engine/api/error.h"
#include "engine/api/skeleton.h"

namespace engine {

/// How far a pose is from those that people take.
struct PoseDistance {
    /// Root mean square over the joints that are there, in units of the pose's own size (the root mean square
    /// distance of its joints from their middle).
    double whole = 0;
    std::array<double, kJointCount> of_joint{};  ///< the same of each joint; 0 where it is missing
};

/// Which poses people take (the pose interaction field of RePoseDM, Khandelwal 2024, arXiv 2310.16074): the
/// distance of a pose from them, and the way there. Microseconds a call, from any thread.
class PoseField {
public:
    virtual ~PoseField() = default;

    /// From here on a joint is worth a second look, from there on nobody stands like that.
    static constexpr double kOdd = 0.12, kImplausible = 0.25;

    /// Errors: ModelMissing, ModelCorrupt.
    virtual Result<PoseDistance> distance(const Skeleton& pose) const = 0;

    /// The pose moved down the field until it is plausible or no nearer one is found; its distance falls with
    /// every step on the way. Missing joints stay missing. Errors as above.
    virtual Result<Skeleton> snapped(const Skeleton& pose) const = 0;
};

}  // namespace engine
