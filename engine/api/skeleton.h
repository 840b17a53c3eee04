#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/api/geometry.h"
#include "engine/api/reading.h"

namespace engine {

/// The joints of OpenPose's COCO model, in its order. Left and right are the person's own.
enum class JointName : std::uint8_t {
    Nose,
    Neck,
    RightShoulder,
    RightElbow,
    RightWrist,
    LeftShoulder,
    LeftElbow,
    LeftWrist,
    RightHip,
    RightKnee,
    RightAnkle,
    LeftHip,
    LeftKnee,
    LeftAnkle,
    RightEye,
    LeftEye,
    RightEar,
    LeftEar
};

/// Two joints and the colour (RGB) in which OpenPose draws what lies between them. `from` is nearer to the
/// neck: it stays when `to` turns about it.
struct Bone {
    JointName from, to;
    std::array<std::uint8_t, 3> colour;
};

/// The 17 bones, as OpenPose draws them. Every joint but the neck is the `to` of exactly one: a tree.
std::span<const Bone> bones();
/// The colour (RGB) in which OpenPose draws a joint.
std::array<std::uint8_t, 3> colourOf(JointName joint);
/// Nose, eyes or ears.
bool isOfHead(JointName joint);
/// The same joint on the other side; nose and neck are their own.
JointName mirrorOf(JointName joint);

/// Where the joints of a person are, in pixels of the upright photo. A joint of confidence 0 is not there.
/// A value; every change below gives a new one and leaves missing joints missing.
struct Skeleton {
    std::array<Joint, kJointCount> joints{};

    const Joint& operator[](JointName name) const { return joints[static_cast<std::size_t>(name)]; }
    Joint& operator[](JointName name) { return joints[static_cast<std::size_t>(name)]; }
    bool has(JointName name) const { return (*this)[name].confidence > 0; }
};

/// What happens to bones when a joint is dragged.
enum class BoneLengths { Locked, Free };

/// `skeleton` after `joint` was dragged to `to`. Free: only that joint moves. Locked: every bone keeps the
/// length it has: limbs bend by inverse kinematics from their root (shoulder, hip; for shoulders, hips
/// and the head: the neck) and keep their elbow or knee on its side, what hangs on the joint moves along, and
/// the joint ends as near to `to` as the lengths allow. The neck takes everything with it. A missing joint is
/// placed at `to`, with full confidence, whatever `lengths` says.
Skeleton dragged(const Skeleton& skeleton, JointName joint, ImagePoint to, BoneLengths lengths);

/// `skeleton` with the chosen joints moved, turned by `angle` radians (clockwise as seen, y points down) and
/// scaled about `middle`.
struct Placement {
    ImagePoint move{0, 0};
    double angle = 0;
    double scale = 1;
};
Skeleton placed(const Skeleton& skeleton, std::span<const JointName> chosen, ImagePoint middle,
                const Placement& placement);

/// Left and right exchanged about the upright line through the neck (without a neck: through the middle of
/// the joints).
Skeleton mirrored(const Skeleton& skeleton);
/// The mean of the skeleton and its mirror image; a joint that is there on one side only comes to the other.
Skeleton symmetrised(const Skeleton& skeleton);

}  // namespace engine
