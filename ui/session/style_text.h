#pragma once

#include <QString>

#include "engine/api/style.h"

namespace ui {

/// What a region and a direction are called in the style tool.
QString partTitle(engine::Part part);
QString axisTitle(engine::StyleAxis axis);

/// One sentence about where both ends of the direction lead.
QString axisHint(engine::StyleAxis axis);

}  // namespace ui
