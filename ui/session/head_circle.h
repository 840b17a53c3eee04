#pragma once

#include "engine/api/change.h"
#include "engine/api/reading.h"
#include "engine/api/skeleton.h"

namespace ui {

/// A circle around a head, in pixels of the photo: what the hand turns.
struct HeadCircle {
    engine::ImagePoint middle;
    double radius = 0;  ///< 0: no head
};

/// Around the mesh of the face that was read, without one around its box, where `change` shows it (null: as
/// it was). `face`: counted from the largest.
HeadCircle headOf(const engine::Reading& reading, int face, const engine::Change* change);

/// How far the joints of the head have moved from one skeleton to another, on average.
engine::ImagePoint headShift(const engine::Skeleton& from, const engine::Skeleton& to);

/// Where a change shows what lies at `place` below it.
engine::ImagePoint carried(const engine::Change& change, engine::ImagePoint place);

}  // namespace ui
