#pragma once

#include <array>
#include <cstdint>

#include "engine/api/reading.h"

namespace engine {

/// For each mesh point the one that takes its place when the face is seen in a mirror.
extern const std::array<std::int16_t, kMeshPoints> kMeshMirror;

/// Mesh points that have a name outside the mesh. Left and right are the person's own: a person's right eye
/// lies on the left of the picture.
inline constexpr int kForehead = 10, kChin = 152, kNoseTip = 1;
inline constexpr int kRightEar = 234, kLeftEar = 454;
inline constexpr int kRightEyeOuter = 33, kLeftEyeOuter = 263;
inline constexpr int kRightEyeInner = 133, kLeftEyeInner = 362;
inline constexpr int kMouthRight = 61, kMouthLeft = 291;
inline constexpr int kRightIris = 473, kLeftIris = 468;

}  // namespace engine
