#include "engine/pipelines/pose/body_moves.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

constexpr double kBoneSpread = 0.9;  ///< of a bone's influence, in eye distances
constexpr double kStays = 0.03;      ///< weight of "nothing moves here" beside those of the bones
constexpr double kBoneReach = 3.5;   ///< standard deviations
constexpr double kHangs = 2.5;       ///< length of what is not seen, in eye distances
/// How far a border holds, in shares of the largest movement: nearer, the picture would be stretched to
/// streaks.
constexpr double kBorderHold = 0.14, kOpenHold = 0.05;
/// The ends of bones that hang where they are not seen. One hip is enough: both stand for the chest.
constexpr JointName kHanging[] = {JointName::RightElbow, JointName::LeftElbow, JointName::RightHip};

/// The weight of "nothing comes in over the border", for what is `first` from one border, `last` from the
/// other.
double holdAt(double first, double last, double hold) {
    const double near = std::max(1e-3, std::min(first, last));
    return hold * hold / (near * near);
}

ImagePoint operator-(const ImagePoint& a, const ImagePoint& b) {
    return {a.x - b.x, a.y - b.y};
}
ImagePoint operator+(const ImagePoint& a, const ImagePoint& b) {
    return {a.x + b.x, a.y + b.y};
}
ImagePoint operator*(const ImagePoint& a, double by) {
    return {a.x * by, a.y * by};
}
double length(const ImagePoint& a) {
    return std::hypot(a.x, a.y);
}

}  // namespace

BodyMoves::BodyMoves(const Skeleton& from, const Skeleton& to, double unit, Size photo, AtBorders borders)
    : photo_(photo), borders_(borders), spread_(kBoneSpread * unit) {
    const auto known = [&](JointName joint) { return from.has(joint) && to.has(joint); };
    for (const Bone& bone : bones()) {
        if (isOfHead(bone.to) || !known(bone.from)) continue;
        const ImagePoint start = from[bone.from].at, then_start = to[bone.from].at;
        if (known(bone.to)) {
            addBone(start, from[bone.to].at, then_start, to[bone.to].at);
        } else if (std::find(std::begin(kHanging), std::end(kHanging), bone.to) != std::end(kHanging)) {
            const ImagePoint down{0, kHangs * unit};
            addBone(start, start + down, then_start, then_start + down);
        }
    }
}

void BodyMoves::addBone(const ImagePoint& start, const ImagePoint& end, const ImagePoint& then_start,
                        const ImagePoint& then_end) {
    const double now = length(end - start), then = length(then_end - then_start);
    if (now < 1 || then < 1) return;
    const ImagePoint along = (end - start) * (1 / now), turned = (then_end - then_start) * (1 / then);
    bones_.push_back({start, along, now, then_start, turned * (then / now), {-turned.y, turned.x}});
    const double movement = std::max(length(then_start - start), length(then_end - end));
    farthest_ = std::max(farthest_, movement);
}

ImagePoint BodyMoves::movementAt(const ImagePoint& p) const {
    double weight = kStays;
    ImagePoint sum{0, 0};
    if (farthest_ == 0) return sum;
    for (const Moving& bone : bones_) {
        const ImagePoint off = p - bone.from;
        const double along = off.x * bone.along.x + off.y * bone.along.y;
        const double across = off.y * bone.along.x - off.x * bone.along.y;
        const double beyond = along - std::clamp(along, 0.0, bone.length);
        const double distance = std::hypot(beyond, across) / spread_;
        if (distance > kBoneReach) continue;
        // A Gaussian that reaches 0 where its reach ends.
        const double end = std::exp(-kBoneReach * kBoneReach / 2);
        const double w = std::exp(-distance * distance / 2) - end;
        weight += w;
        sum.x += w * (bone.to.x + along * bone.then_along.x + across * bone.then_across.x - p.x);
        sum.y += w * (bone.to.y + along * bone.then_along.y + across * bone.then_across.y - p.y);
    }
    const double hold = (borders_ == AtBorders::Held ? kBorderHold : kOpenHold) * farthest_;
    return {sum.x / (weight + holdAt(p.x, photo_.width - p.x, hold)),
            sum.y / (weight + holdAt(p.y, photo_.height - p.y, hold))};
}

Rect BodyMoves::reach() const {
    if (farthest_ == 0) return {};
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    const auto include = [&](const ImagePoint& p) {
        left = std::min(left, p.x), right = std::max(right, p.x);
        top = std::min(top, p.y), bottom = std::max(bottom, p.y);
    };
    for (const Moving& bone : bones_) {
        include(bone.from);
        include({bone.from.x + bone.length * bone.along.x, bone.from.y + bone.length * bone.along.y});
        include(bone.to);
        include({bone.to.x + bone.length * bone.then_along.x, bone.to.y + bone.length * bone.then_along.y});
    }
    const double more = kBoneReach * spread_;
    // Joints may be asked for anywhere; whole numbers may not.
    const auto whole = [](double value) {
        return static_cast<int>(std::lround(std::clamp(value, -1e8, 1e8)));
    };
    return {whole(left - more), whole(top - more), whole(right - left + 2 * more),
            whole(bottom - top + 2 * more)};
}

}  // namespace engine
