#pragma once

#include <optional>

#include "engine/api/skeleton.h"

namespace ui {

/// A pose from elsewhere, moved and scaled (never turned) onto a person: the shoulders become as wide as
/// theirs and the neck lies on theirs. Where either has no shoulders, the head's joints lie on theirs, where
/// there is no head, all that both have. Nothing: both have fewer than two joints in common, or sizes that no
/// two pictures of people have.
std::optional<engine::Skeleton> fitted(const engine::Skeleton& pose, const engine::Skeleton& person);

}  // namespace ui
