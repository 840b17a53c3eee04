#pragma once

#include <optional>

#include "engine/api/skeleton.h"

namespace ui {

/// A pose from elsewhere, moved and scaled (never turned) onto a person: the shoulders become as wide as
/// theirs and the neck lies on theirs. Where either has no shoulders, the head's joints lie on theirs, where
/// there is no head, all that both have. Nothing: both have fewer than two joints in common, or sizes that no
/// two pictures of people have.
std::optional<engine::Skeleton> fitted(const engine::Skeleton& pose, const engine::Skeleton& person);

/// `pose` with the joints that `other` and `person` both have where `other` has them; nothing: there are
/// none.
std::optional<engine::Skeleton> placedLike(const engine::Skeleton& other, const engine::Skeleton& person,
                                           engine::Skeleton pose);

/// `pose` with a head in the shape that `person` has, where its joints are on average.
engine::Skeleton withHeadOf(const engine::Skeleton& person, engine::Skeleton pose);

}  // namespace ui
