#pragma once

#include <QString>

#include "engine/api/image.h"

namespace ui {

/// A pixel's value as the status bar shows it, at the photo's own depth: "R 187 G 142 B 121"; null outside.
QString pixelText(const engine::Image& photo, int x, int y);

}  // namespace ui
