#pragma once

#include <span>
#include <stop_token>

#include "engine/api/photo.h"
#include "engine/photo/colour.h"
#include "engine/photo/painter.h"

namespace engine {

/// Darkroom::render().
Image renderTile(const Photo& photo, std::span<const Layer> layers, int level, Rect source,
                 const IccProfile& display, ColourCache& colours);

/// Darkroom::flatten(), on two threads. When `stop` is requested it returns early with what is done so far,
/// the rest unchanged.
Image flattened(const Photo& photo, std::span<const Layer> layers, std::stop_token stop,
                ColourCache& colours);

}  // namespace engine
