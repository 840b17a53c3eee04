#pragma once

#include <optional>

#include "engine/api/error.h"
#include "engine/api/photo.h"

namespace engine {

// What every request that changes light must fulfil; the error of the first that does not hold.

std::optional<Error> checkPhotoAndMask(const Photo& photo, const Image& mask);
std::optional<Error> checkSteps(int steps);
/// `name` begins the sentence: "Strength".
std::optional<Error> checkShare(const char* name, float value);
std::optional<Error> checkGuidance(double guidance);

}  // namespace engine
