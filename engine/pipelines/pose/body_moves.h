#pragma once

#include <vector>

#include "engine/api/skeleton.h"

namespace engine {

/// Whether something may come in over the photo's borders. Held: what lies there slides along them, drawn
/// out. Open: but for a little of that it may, for somebody who paints it.
enum class AtBorders { Held, Open };

/// A body that follows its bones: what lies on a bone moves, turns and stretches with it, what lies beside it
/// follows less and less, and what is far from every bone stays. An arm that is not seen hangs from its
/// shoulder and the chest from the neck.
class BodyMoves {
public:
    /// Bones below the neck whose ends are known in both skeletons. `unit`: an eye distance in pixels.
    BodyMoves(const Skeleton& from, const Skeleton& to, double unit, Size photo,
              AtBorders borders = AtBorders::Held);

    /// How far place `p` of the photo moves.
    ImagePoint movementAt(const ImagePoint& p) const;
    /// What of the photo moves; empty when no joint does.
    Rect reach() const;

private:
    struct Moving {
        ImagePoint from, along;  ///< start and direction (a unit vector) of the bone
        double length = 0;
        ImagePoint to, then_along;  ///< where it arrives; direction times the stretch
        ImagePoint then_across;     ///< the direction to its side, not stretched
    };
    void addBone(const ImagePoint& start, const ImagePoint& end, const ImagePoint& then_start,
                 const ImagePoint& then_end);

    std::vector<Moving> bones_;
    Size photo_;
    AtBorders borders_;
    double spread_ = 1;    ///< standard deviation of a bone's influence, pixels
    double farthest_ = 0;  ///< that an end of a bone moves, pixels
};

}  // namespace engine
