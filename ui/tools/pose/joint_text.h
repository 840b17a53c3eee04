#pragma once

#include <QString>

#include "engine/api/skeleton.h"

namespace ui {

/// What a joint is called; left and right are the person's own.
QString jointTitle(engine::JointName joint);

}  // namespace ui
