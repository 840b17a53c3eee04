#include "engine/api/skeleton.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace engine {
namespace {

using enum JointName;

constexpr double kFarthest = 1e9;   ///< pixels; no photo is so large, and lengths keep their digits there
constexpr double kStraight = 1e-6;  ///< sine of the bend below which a limb bends to neither side

constexpr std::array<std::array<std::uint8_t, 3>, kJointCount> kRainbow = {{{255, 0, 0},
                                                                            {255, 85, 0},
                                                                            {255, 170, 0},
                                                                            {255, 255, 0},
                                                                            {170, 255, 0},
                                                                            {85, 255, 0},
                                                                            {0, 255, 0},
                                                                            {0, 255, 85},
                                                                            {0, 255, 170},
                                                                            {0, 255, 255},
                                                                            {0, 170, 255},
                                                                            {0, 85, 255},
                                                                            {0, 0, 255},
                                                                            {85, 0, 255},
                                                                            {170, 0, 255},
                                                                            {255, 0, 255},
                                                                            {255, 0, 170},
                                                                            {255, 0, 85}}};

constexpr std::array<Bone, kJointCount - 1> kBones = {{{Neck, RightShoulder, kRainbow[0]},
                                                       {Neck, LeftShoulder, kRainbow[1]},
                                                       {RightShoulder, RightElbow, kRainbow[2]},
                                                       {RightElbow, RightWrist, kRainbow[3]},
                                                       {LeftShoulder, LeftElbow, kRainbow[4]},
                                                       {LeftElbow, LeftWrist, kRainbow[5]},
                                                       {Neck, RightHip, kRainbow[6]},
                                                       {RightHip, RightKnee, kRainbow[7]},
                                                       {RightKnee, RightAnkle, kRainbow[8]},
                                                       {Neck, LeftHip, kRainbow[9]},
                                                       {LeftHip, LeftKnee, kRainbow[10]},
                                                       {LeftKnee, LeftAnkle, kRainbow[11]},
                                                       {Neck, Nose, kRainbow[12]},
                                                       {Nose, RightEye, kRainbow[13]},
                                                       {RightEye, RightEar, kRainbow[14]},
                                                       {Nose, LeftEye, kRainbow[15]},
                                                       {LeftEye, LeftEar, kRainbow[16]}}};

ImagePoint operator+(ImagePoint a, ImagePoint b) {
    return {a.x + b.x, a.y + b.y};
}
ImagePoint operator-(ImagePoint a, ImagePoint b) {
    return {a.x - b.x, a.y - b.y};
}
ImagePoint operator*(ImagePoint a, double factor) {
    return {a.x * factor, a.y * factor};
}
double dot(ImagePoint a, ImagePoint b) {
    return a.x * b.x + a.y * b.y;
}
double cross(ImagePoint a, ImagePoint b) {
    return a.x * b.y - a.y * b.x;
}
double length(ImagePoint a) {
    return std::hypot(a.x, a.y);
}
bool isWithinReach(ImagePoint a) {
    return std::abs(a.x) <= kFarthest && std::abs(a.y) <= kFarthest;  // false for NaN
}

/// The unit vector from `a` to `b`; `otherwise` where they coincide.
ImagePoint direction(ImagePoint a, ImagePoint b, ImagePoint otherwise) {
    const ImagePoint way = b - a;
    const double distance = length(way);
    return distance > 0 ? ImagePoint{way.x / distance, way.y / distance} : otherwise;
}

JointName jointAt(std::size_t index) {
    return static_cast<JointName>(index);
}

/// The joint nearer to the neck on the bone that ends in `joint`; nothing for the neck itself.
std::optional<JointName> parentOf(JointName joint) {
    for (const Bone& bone : kBones) {
        if (bone.to == joint) return bone.from;
    }
    return std::nullopt;
}

bool hangsOn(JointName joint, JointName root) {
    for (std::optional<JointName> at = joint; at; at = parentOf(*at)) {
        if (*at == root) return true;
    }
    return false;
}

/// Moves whatever of `root` and the joints behind it is there.
template <typename Change>
void changeFrom(JointName root, Skeleton& skeleton, Change change) {
    for (std::size_t i = 0; i < kJointCount; ++i) {
        Joint& joint = skeleton.joints[i];
        if (joint.confidence > 0 && hangsOn(jointAt(i), root)) joint.at = change(joint.at);
    }
}

void moveFrom(JointName root, Skeleton& skeleton, ImagePoint by) {
    changeFrom(root, skeleton, [&](ImagePoint at) { return at + by; });
}

/// Turns `root` and what hangs on it about `pivot` by the angle that `from` has to go to lie towards `to`.
void turnFrom(JointName root, Skeleton& skeleton, ImagePoint pivot, ImagePoint from, ImagePoint to) {
    const ImagePoint was = direction(pivot, from, {0, 0}), is = direction(pivot, to, {0, 0});
    const double cosine = dot(was, is), sine = cross(was, is), norm = std::hypot(cosine, sine);
    if (!(norm > 0)) return;  // a point on the pivot itself says no angle
    const double c = cosine / norm, s = sine / norm;
    changeFrom(root, skeleton, [&](ImagePoint at) {
        const ImagePoint arm = at - pivot;
        return pivot + ImagePoint{c * arm.x - s * arm.y, s * arm.x + c * arm.y};
    });
}

/// Shoulder, elbow and wrist, or hip, knee and ankle.
struct Limb {
    ImagePoint root, middle, end;
};

/// On which side of the line from root to end the middle lies: 1 or -1. A straight limb bends away from the
/// neck, as arms and legs do that hang down; without a neck, or in line with it, downwards.
double sideOf(const Limb& limb, std::optional<ImagePoint> neck) {
    const ImagePoint upper = limb.middle - limb.root;
    const ImagePoint along = limb.end != limb.root ? limb.end - limb.root : upper;
    const auto side = [&](ImagePoint arm) {
        const double sine = cross(along, arm);
        return std::abs(sine) > kStraight * length(along) * length(arm) ? std::copysign(1.0, sine) : 0.0;
    };
    if (const double present = side(upper); present != 0) return present;
    if (const double inner = neck ? side(*neck - limb.root) : 0; inner != 0) return -inner;
    return side({0, 1}) < 0 ? -1 : 1;
}

/// The end goes as near to `to` as the two bones allow, the root stays. FABRIK (Aristidou & Lasenby, 2011)
/// turns each bone in turn onto the circle about one end. With two bones it comes to rest where the circles
/// about root and `to` meet, on the side where it began. That place is computed at once: near a stretched or
/// folded limb the circles hardly cross, and thousands of passes still miss it by whole pixels.
Limb reached(const Limb& limb, ImagePoint to, double side) {
    const double upper = length(limb.middle - limb.root), lower = length(limb.end - limb.middle);
    const double distance = length(to - limb.root);
    const ImagePoint ahead =
        direction(limb.root, to, direction(limb.root, limb.end, direction(limb.root, limb.middle, {1, 0})));
    if (distance >= upper + lower) {
        const ImagePoint middle = limb.root + ahead * upper;
        return {limb.root, middle, middle + ahead * lower};
    }
    if (distance <= std::abs(upper - lower)) {
        const ImagePoint outward = upper >= lower ? ahead : ahead * -1;
        const ImagePoint middle = limb.root + outward * upper;
        return {limb.root, middle, middle - outward * lower};
    }
    const double along = (distance + (upper - lower) * (upper + lower) / distance) / 2;
    const double off = side * std::sqrt(std::max(0.0, (upper - along) * (upper + along)));
    const ImagePoint middle = limb.root + ahead * along + ImagePoint{-ahead.y, ahead.x} * off;
    return {limb.root, middle, middle + direction(middle, to, ahead) * lower};
}

bool isEndOfLimb(JointName joint) {
    return joint == RightWrist || joint == LeftWrist || joint == RightAnkle || joint == LeftAnkle;
}

/// `skeleton` with the joint, which is there, dragged; every bone keeps its length.
Skeleton draggedLocked(const Skeleton& skeleton, JointName joint, ImagePoint to) {
    Skeleton out = skeleton;
    const bool head = hangsOn(joint, Nose);
    const JointName root = head ? Nose : joint;  // the head is rigid: grasped anywhere, it moves as a whole
    const std::optional<JointName> parent = parentOf(root);
    if (!parent || !skeleton.has(*parent) || !skeleton.has(root)) {
        moveFrom(root, out, to - skeleton[joint].at);
        return out;
    }
    const ImagePoint pivot = skeleton[*parent].at;
    const std::optional<JointName> before = isEndOfLimb(joint) ? parentOf(*parent) : std::nullopt;
    if (before && skeleton.has(*before)) {
        const Limb limb = {skeleton[*before].at, pivot, skeleton[joint].at};
        const std::optional<ImagePoint> neck =
            skeleton.has(Neck) ? std::optional(skeleton[Neck].at) : std::nullopt;
        const Limb bent = reached(limb, to, sideOf(limb, neck));
        out[*parent].at = bent.middle;
        out[joint].at = bent.end;
    } else if (*parent == Neck && !head) {
        // A limb keeps its direction when its shoulder or hip goes elsewhere: a shrug does not swing the
        // hand.
        const ImagePoint arm = skeleton[joint].at - pivot;
        moveFrom(joint, out, direction(pivot, to, direction({0, 0}, arm, {0, 0})) * length(arm) - arm);
    } else {
        turnFrom(root, out, pivot, skeleton[joint].at, to);
    }
    return out;
}

/// Where the upright line lies about which `skeleton` is mirrored.
double middleOf(const Skeleton& skeleton) {
    if (skeleton.has(Neck)) return skeleton[Neck].at.x;
    double sum = 0;
    int count = 0;
    for (const Joint& joint : skeleton.joints) {
        if (!(joint.confidence > 0)) continue;
        sum += joint.at.x;
        ++count;
    }
    return count > 0 ? sum / count : 0;
}

}  // namespace

std::span<const Bone> bones() {
    return kBones;
}

std::array<std::uint8_t, 3> colourOf(JointName joint) {
    return kRainbow[static_cast<std::size_t>(joint)];
}

bool isOfHead(JointName joint) {
    return joint == JointName::Nose || joint >= JointName::RightEye;
}

JointName mirrorOf(JointName joint) {
    static constexpr std::array<JointName, kJointCount> kMirror = {
        Nose,       Neck,       LeftShoulder, LeftElbow, LeftWrist, RightShoulder,
        RightElbow, RightWrist, LeftHip,      LeftKnee,  LeftAnkle, RightHip,
        RightKnee,  RightAnkle, LeftEye,      RightEye,  LeftEar,   RightEar};
    return kMirror[static_cast<std::size_t>(joint)];
}

Skeleton dragged(const Skeleton& skeleton, JointName joint, ImagePoint to, BoneLengths lengths) {
    if (!isWithinReach(to)) return skeleton;
    if (skeleton.has(joint) && lengths == BoneLengths::Locked) return draggedLocked(skeleton, joint, to);
    Skeleton out = skeleton;
    out[joint].at = to;
    if (!skeleton.has(joint)) out[joint].confidence = 1;
    return out;
}

Skeleton placed(const Skeleton& skeleton, std::span<const JointName> chosen, ImagePoint middle,
                const Placement& placement) {
    Skeleton out = skeleton;
    const double c = std::cos(placement.angle) * placement.scale;
    const double s = std::sin(placement.angle) * placement.scale;
    for (const JointName name : chosen) {
        if (!skeleton.has(name)) continue;
        // From the skeleton as it was: a joint that is named twice still moves once.
        const ImagePoint arm = skeleton[name].at - middle;
        const ImagePoint at =
            middle + ImagePoint{c * arm.x - s * arm.y, s * arm.x + c * arm.y} + placement.move;
        if (!isWithinReach(at)) return skeleton;
        out[name].at = at;
    }
    return out;
}

Skeleton mirrored(const Skeleton& skeleton) {
    const double middle = middleOf(skeleton);
    Skeleton out;
    for (std::size_t i = 0; i < kJointCount; ++i) {
        Joint& joint = out[mirrorOf(jointAt(i))];
        joint = skeleton.joints[i];
        if (joint.confidence > 0) joint.at.x = 2 * middle - joint.at.x;
    }
    return out;
}

Skeleton symmetrised(const Skeleton& skeleton) {
    const Skeleton mirror = mirrored(skeleton);
    Skeleton out = skeleton;
    for (std::size_t i = 0; i < kJointCount; ++i) {
        const Joint& other = mirror.joints[i];
        Joint& joint = out.joints[i];
        if (!(other.confidence > 0)) continue;
        if (joint.confidence > 0) {
            joint.at = (joint.at + other.at) * 0.5;
            joint.confidence = (joint.confidence + other.confidence) / 2;
        } else {
            joint = other;
        }
    }
    return out;
}

}  // namespace engine
