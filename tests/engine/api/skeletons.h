#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

#include "engine/api/skeleton.h"

namespace engine {

inline double distance(ImagePoint a, ImagePoint b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

/// A whole person who stands facing the camera, elbows and knees a little bent, nothing quite symmetric.
inline Skeleton standing() {
    constexpr std::array<ImagePoint, kJointCount> kAt = {{{503, 210},
                                                          {500, 300},
                                                          {420, 305},
                                                          {390, 420},
                                                          {410, 530},
                                                          {580, 301},
                                                          {622, 410},
                                                          {597, 535},
                                                          {450, 560},
                                                          {440, 720},
                                                          {446, 880},
                                                          {551, 562},
                                                          {565, 730},
                                                          {560, 885},
                                                          {485, 190},
                                                          {522, 191},
                                                          {460, 200},
                                                          {545, 203}}};
    Skeleton skeleton;
    for (std::size_t i = 0; i < kJointCount; ++i) skeleton.joints[i] = {kAt[i], 0.9f};
    return skeleton;
}

inline Skeleton without(Skeleton skeleton, std::initializer_list<JointName> joints) {
    for (const JointName joint : joints) skeleton[joint] = {};
    return skeleton;
}

inline JointName jointAt(std::size_t index) {
    return static_cast<JointName>(index);
}

/// The largest distance between joints of the same name; endless where only one of the two is there.
inline double farthestApart(const Skeleton& a, const Skeleton& b) {
    double most = 0;
    for (std::size_t i = 0; i < kJointCount; ++i) {
        if (a.has(jointAt(i)) != b.has(jointAt(i))) return INFINITY;
        if (a.has(jointAt(i))) most = std::max(most, distance(a.joints[i].at, b.joints[i].at));
    }
    return most;
}

}  // namespace engine
