#pragma once

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/api/pose_field.h"

namespace test {

/// A field that has its own idea of where each joint belongs, and none of the others.
class FakePoseField : public engine::PoseField {
public:
    std::map<engine::JointName, engine::ImagePoint> expected;
    double unit = 100;  ///< pixels that count as a distance of 1

    engine::Result<engine::PoseDistance> distance(const engine::Skeleton& pose) const override {
        engine::PoseDistance distance;
        for (const auto& [joint, at] : expected) {
            if (!pose.has(joint)) continue;
            const engine::ImagePoint now = pose[joint].at;
            const double away = std::hypot(now.x - at.x, now.y - at.y) / unit;
            distance.of_joint[static_cast<std::size_t>(joint)] = away;
            distance.whole = std::max(distance.whole, away);
        }
        return distance;
    }

    engine::Result<engine::Skeleton> snapped(const engine::Skeleton& pose) const override {
        engine::Skeleton better = pose;
        for (const auto& [joint, at] : expected) {
            if (better.has(joint)) better[joint].at = at;
        }
        return better;
    }
};

}  // namespace test
