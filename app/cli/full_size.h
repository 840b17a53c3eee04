#pragma once

#include "engine/api/change.h"

namespace cli {

/// The mask of a change as a picture of the photo's size: U8, 1 channel, 0 outside the change's region.
engine::Image maskOf(const engine::Change& change, engine::Size photo);

enum class Between { Nearest, Linear };

/// A grey U8 picture that lies over `region`, as a picture of the photo's size; 0 outside the region.
engine::Image laidOut(const engine::Image& picture, engine::Rect region, engine::Size photo, Between between);

}  // namespace cli
