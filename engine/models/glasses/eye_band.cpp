#include "engine/models/glasses/eye_band.h"

#include <algorithm>

#include "engine/models/portrait_reader/mesh_mirror.h"

namespace engine {
namespace {

constexpr int kBetweenEyes = 168, kNoseBase = 2;
constexpr double kWide = 2.3;    ///< outer eye corner distances
constexpr double kLower = 0.06;  ///< by which glasses sit below the eyes' corners
/// Outer eye corner distance of a face seen from the front by its nose's length: a turned head's eyes come
/// closer to each other, its glasses get no lower.
constexpr double kByNose = 1.5;

}  // namespace

EyeBand::EyeBand(const std::vector<ImagePoint>& mesh) {
    const ImagePoint left = mesh[kRightEyeOuter], right = mesh[kLeftEyeOuter];
    const double dx = right.x - left.x, dy = right.y - left.y, apart = std::max(std::hypot(dx, dy), 1e-6);
    const double nose =
        std::hypot(mesh[kNoseBase].x - mesh[kBetweenEyes].x, mesh[kNoseBase].y - mesh[kBetweenEyes].y);
    const double size = std::max(apart, kByNose * nose) * kWide;
    across = {dx / apart * size, dy / apart * size};
    middle = {(left.x + right.x) / 2 - across.y * kLower / kWide,
              (left.y + right.y) / 2 + across.x * kLower / kWide};
}

}  // namespace engine
