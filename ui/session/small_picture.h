#pragma once

#include <QImage>
#include <vector>

#include "engine/api/darkroom.h"

namespace ui {

/// The smallest square around the place, with `around` times its size, that lies in the photo as far as it
/// can.
engine::Rect squareAround(const engine::Rect& place, double around, engine::Size photo);

/// A part of the photo with layers over it, `side` pixels wide and high, rendered from the smallest level
/// that is large enough; may take a while. Null: there is no memory for it.
QImage smallPicture(const engine::Darkroom& darkroom, const engine::Photo& photo,
                    const std::vector<engine::Layer>& layers, const engine::Rect& view, int side);

}  // namespace ui
