#pragma once

#include <QPixmap>

#include "engine/api/skeleton.h"

namespace ui {

/// A square picture of a pose: the whole skeleton in OpenPose's colours on a neutral ground. `side` is in
/// logical pixels, `ratio` of device pixels to one of them.
QPixmap poseThumbnail(const engine::Skeleton& skeleton, int side, double ratio);

}  // namespace ui
