#pragma once

#include <optional>

#include "engine/api/change.h"

namespace engine {

/// How strongly each place around a movement is to be drawn anew, 8-bit grey of the size of moved.mask.
/// `moved`: from poseWarp(). The mask of that warp holds every place where something else is to be seen than
/// before, so what the body covers now and what it covered before and has left (there its surroundings are
/// stretched in); grown, so that seams lie inside, and feathered. `eye_distance`: pixels of the photo.
/// Nothing when nothing moves.
std::optional<Image> drawnAnew(const Change& moved, double eye_distance);

/// The room that drawnAnew() needs around what moves, and as much again to be seen around it, in eye
/// distances.
inline constexpr double kDrawnMargin = 1.2;

}  // namespace engine
