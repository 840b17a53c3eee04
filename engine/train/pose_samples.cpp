#include "engine/train/pose_samples.h"

#include <cmath>
#include <numbers>

#include "engine/models/portrait_reader/mesh_mirror.h"
#include "engine/train/reader_body.h"

namespace engine {
namespace {

/// A person's height in face widths, by which Winter's shares of it are turned into face widths.
constexpr double kHeight = 12;
constexpr double kUpperArm = 0.186 * kHeight, kForearm = 0.146 * kHeight, kThigh = 0.245 * kHeight,
                 kShin = 0.246 * kHeight, kTrunk = 0.288 * kHeight;
constexpr double kHipAside = 0.55;
// Of shoulders from the neck and the chin, in face widths: mean and deviation over 1 300 people of the set in
// whom a body detector sees them.
constexpr double kShoulderAside = 0.95, kAsideVaries = 0.11, kShoulderBelow = 0.36, kBelowVaries = 0.15;
constexpr double kSlant = 0.07;  ///< of one shoulder against the other
constexpr double kTilt = 12 * std::numbers::pi / 180;

struct Space {
    double x, y, z;
};

Space unit(const Space& v) {
    const double length = std::max(1e-9, std::sqrt(v.x * v.x + v.y * v.y + v.z * v.z));
    return {v.x / length, v.y / length, v.z / length};
}

}  // namespace

Skeleton poseOf(const Portrait& portrait) {
    Skeleton pose;
    const auto place = [&](JointName joint, int point) {
        pose[joint] = {{portrait.mesh[point].x, portrait.mesh[point].y}, 1};
    };
    place(JointName::Nose, kNoseTip);
    place(JointName::RightEye, kRightIris);
    place(JointName::LeftEye, kLeftIris);
    place(JointName::RightEar, kRightEar);
    place(JointName::LeftEar, kLeftEar);
    const BodyTargets body = bodyOf(portrait);
    constexpr JointName kBody[] = {JointName::Neck, JointName::RightShoulder, JointName::LeftShoulder};
    for (std::size_t i = 0; i < body.size(); ++i) pose[kBody[i]] = {{body[i][0], body[i][1]}, body[i][2]};
    return pose;
}

PoseSampler::PoseSampler(const std::vector<Portrait>& portraits, std::uint64_t seed) : random_(seed) {
    for (const Portrait& portrait : portraits) {
        const Skeleton pose = poseOf(portrait);
        if (!pose.has(JointName::Neck)) continue;
        const double wide = faceSize(portrait.mesh);
        const ImagePoint chin{portrait.mesh[kChin].x, portrait.mesh[kChin].y};
        const auto seen = [&](const ImagePoint& p) {
            return ImagePoint{(p.x - chin.x) / wide, (p.y - chin.y) / wide};
        };
        Head head;
        for (std::size_t i = 0; i < pose.joints.size(); ++i) head.joints[i] = seen(pose.joints[i].at);
        head.neck = seen(pose[JointName::Neck].at);
        heads_.push_back(head);
    }
}

Skeleton PoseSampler::draw() {
    const Head& head = heads_[random_.whole(0, static_cast<int>(heads_.size()) - 1)];
    const bool mirrored = random_.chance(0.5);
    const double angle = random_.normal() * kTilt, c = std::cos(angle), s = std::sin(angle);
    Skeleton pose;
    pose[JointName::Neck] = {{mirrored ? -head.neck.x : head.neck.x, head.neck.y}, 1};
    const ImagePoint about = pose[JointName::Neck].at;
    for (int i = 0; i < kJointCount; ++i) {
        const auto joint = static_cast<JointName>(i);
        if (!isOfHead(joint)) continue;
        ImagePoint p = head.joints[static_cast<std::size_t>(mirrored ? mirrorOf(joint) : joint)];
        if (mirrored) p.x = -p.x;
        const double x = p.x - about.x, y = p.y - about.y;
        pose[joint] = {{about.x + c * x - s * y, about.y + s * x + c * y}, 1};
    }
    addBody(pose);
    leaveOut(pose);
    return pose;
}

void PoseSampler::addBody(Skeleton& pose) {
    const ImagePoint neck = pose[JointName::Neck].at;
    const double aside = std::max(0.45, kShoulderAside + kAsideVaries * random_.normal());
    const double below = kShoulderBelow + kBelowVaries * random_.normal();
    const double lean = random_.normal() * 0.1;  // of the trunk, radians
    const double slant = random_.normal() * kSlant;
    for (const int side : {-1, 1}) {
        const JointName shoulder = side < 0 ? JointName::RightShoulder : JointName::LeftShoulder;
        const JointName hip = side < 0 ? JointName::RightHip : JointName::LeftHip;
        pose[shoulder] = {{neck.x + side * aside * (1 + 0.06 * random_.normal()),
                           below + side * slant + 0.04 * random_.normal()},
                          1};
        const double high = kTrunk * (1 + 0.08 * random_.normal());
        pose[hip] = {{neck.x + side * kHipAside * (1 + 0.15 * random_.normal()) + high * std::sin(lean),
                      below + high * std::cos(lean)},
                     1};
        const bool right = side < 0;
        addLimb(pose, shoulder,
                right ? std::array{JointName::RightElbow, JointName::RightWrist}
                      : std::array{JointName::LeftElbow, JointName::LeftWrist},
                {kUpperArm, kForearm}, 0.6);
        addLimb(pose, hip,
                right ? std::array{JointName::RightKnee, JointName::RightAnkle}
                      : std::array{JointName::LeftKnee, JointName::LeftAnkle},
                {kThigh, kShin}, 0.35);
    }
}

/// Two bones that hang down, each turned from the one before by about `spread`.
void PoseSampler::addLimb(Skeleton& pose, JointName root, const std::array<JointName, 2>& joints,
                          const std::array<double, 2>& lengths, double spread) {
    Space along{0, 1, 0};
    ImagePoint at = pose[root].at;
    for (std::size_t i = 0; i < joints.size(); ++i) {
        along = unit({along.x + spread * random_.normal(), along.y + spread * random_.normal(),
                      along.z + spread * random_.normal()});
        const double length = lengths[i] * (1 + 0.08 * random_.normal());
        at = {at.x + length * along.x, at.y + length * along.y};
        pose[joints[i]] = {at, 1};
    }
}

void PoseSampler::leaveOut(Skeleton& pose) {
    const auto without = [&](std::initializer_list<JointName> joints) {
        for (const JointName joint : joints) pose[joint].confidence = 0;
    };
    const double seen = random_.unit();  // a portrait, half a person, a whole one
    if (seen < 0.85)
        without({JointName::RightKnee, JointName::RightAnkle, JointName::LeftKnee, JointName::LeftAnkle});
    if (seen < 0.7) without({JointName::RightHip, JointName::LeftHip});
    if (seen < 0.6) {
        without({JointName::RightElbow, JointName::RightWrist, JointName::LeftElbow, JointName::LeftWrist});
    }
    for (Joint& joint : pose.joints) {
        if (random_.chance(0.06)) joint.confidence = 0;
    }
}

}  // namespace engine
