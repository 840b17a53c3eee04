#pragma once

#include <QRectF>
#include <span>

#include "engine/api/image.h"

namespace ui {

/// What any of the mattes covers (grey, U8), at the size of the first. One is returned as it is.
engine::Image unitedMattes(std::span<const engine::Image> mattes);

/// The box around what a matte covers at least by half, in shares of its width and height; empty: nothing.
QRectF matteBox(const engine::Image& matte);

}  // namespace ui
