#pragma once

#include <optional>

#include "engine/api/skeleton.h"
#include "engine/pipelines/pose/solid_head.h"

namespace engine {

/// How a head is placed anew (SolidHead::place()).
struct HeadMove {
    HeadAngles turn;
    ImagePoint move{0, 0};  ///< pixels
};

/// What the head does so that its joints come from `from` to `to`: turned by `turn`, or, without it, as the
/// joints of the head say. A head none of whose joints is known in both goes with the neck.
HeadMove headMove(const SolidHead& head, const Skeleton& from, const Skeleton& to,
                  const std::optional<HeadAngles>& turn);

/// `joints` with those of the head taken along to where `head` has been placed.
Skeleton takenAlong(const SolidHead& head, Skeleton joints);

}  // namespace engine
