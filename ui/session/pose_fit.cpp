#include "ui/session/pose_fit.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/session/head_circle.h"

namespace ui {
namespace {

using engine::ImagePoint;
using engine::JointName;
using engine::Skeleton;

constexpr double kLargestScale = 1000;  ///< between a thumbnail and the largest photo
constexpr double kSmallestSize = 0.5;   ///< pixels; joints that are nearer say no scale

/// Where some joints are, and how far they spread around that place.
struct Extent {
    ImagePoint middle;
    double size = 0;
};

Extent extentOf(const Skeleton& skeleton, const std::vector<JointName>& joints) {
    Extent extent;
    const auto count = static_cast<double>(joints.size());
    for (const JointName joint : joints) {
        extent.middle.x += skeleton[joint].at.x / count;
        extent.middle.y += skeleton[joint].at.y / count;
    }
    for (const JointName joint : joints) {
        const ImagePoint at = skeleton[joint].at;
        extent.size = std::hypot(extent.size, at.x - extent.middle.x, at.y - extent.middle.y);
    }
    return extent;
}

/// By the first of the three that says a scale.
std::vector<JointName> jointsToFit(const Skeleton& pose, const Skeleton& person) {
    std::vector<JointName> shoulders, head, all;
    for (int i = 0; i < engine::kJointCount; ++i) {
        const auto joint = static_cast<JointName>(i);
        if (!pose.has(joint) || !person.has(joint)) continue;
        all.push_back(joint);
        if (engine::isOfHead(joint)) head.push_back(joint);
        if (joint == JointName::RightShoulder || joint == JointName::LeftShoulder) shoulders.push_back(joint);
    }
    for (const std::vector<JointName>* joints : {&shoulders, &head}) {
        const bool tells = joints->size() > 1 && extentOf(pose, *joints).size > kSmallestSize &&
                           extentOf(person, *joints).size > kSmallestSize;
        if (tells) return *joints;
    }
    return all;
}

}  // namespace

std::optional<Skeleton> fitted(const Skeleton& pose, const Skeleton& person) {
    const std::vector<JointName> joints = jointsToFit(pose, person);
    Extent from = extentOf(pose, joints), to = extentOf(person, joints);
    if (!(from.size > kSmallestSize) || !(to.size > kSmallestSize)) return std::nullopt;
    const double scale = to.size / from.size;
    if (!(scale <= kLargestScale && scale * kLargestScale >= 1)) return std::nullopt;
    const bool is_head = std::all_of(joints.begin(), joints.end(), engine::isOfHead);
    if (!is_head && pose.has(JointName::Neck) && person.has(JointName::Neck)) {
        from.middle = pose[JointName::Neck].at;
        to.middle = person[JointName::Neck].at;
    }
    std::vector<JointName> every;
    for (int i = 0; i < engine::kJointCount; ++i) every.push_back(static_cast<JointName>(i));
    const ImagePoint move{to.middle.x - from.middle.x, to.middle.y - from.middle.y};
    return engine::placed(pose, every, from.middle, {move, 0, scale});
}

std::optional<Skeleton> placedLike(const Skeleton& other, const Skeleton& person, Skeleton pose) {
    bool fits = false;
    for (int i = 0; i < engine::kJointCount; ++i) {
        const auto name = static_cast<JointName>(i);
        if (!person.has(name) || !other.has(name)) continue;
        pose[name] = {other[name].at, person[name].confidence};
        fits = true;
    }
    return fits ? std::optional(pose) : std::nullopt;
}

Skeleton withHeadOf(const Skeleton& person, Skeleton pose) {
    const ImagePoint shift = headShift(person, pose);
    for (int i = 0; i < engine::kJointCount; ++i) {
        const auto name = static_cast<JointName>(i);
        if (!engine::isOfHead(name) || !person.has(name)) continue;
        const engine::Joint& own = person[name];
        pose[name] = {{own.at.x + shift.x, own.at.y + shift.y}, own.confidence};
    }
    return pose;
}

}  // namespace ui
