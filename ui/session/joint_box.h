#pragma once

#include <QRectF>
#include <span>

#include "engine/api/skeleton.h"

namespace ui {

/// The smallest upright rectangle, in photo pixels, that holds those of `joints` that are there; a null one
/// when none is.
QRectF boxOf(const engine::Skeleton& skeleton, std::span<const engine::JointName> joints);

}  // namespace ui
