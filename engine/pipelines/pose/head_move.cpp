#include "engine/pipelines/pose/head_move.h"

#include <Eigen/Dense>
#include <array>
#include <numbers>
#include <vector>

#include "engine/api/requests/pose.h"
#include "engine/models/portrait_reader/mesh_mirror.h"

namespace engine {
namespace {

/// A joint of the head and the mesh points whose middle it is.
struct HeadJoint {
    JointName name;
    std::array<int, 2> points;
};
constexpr std::array<HeadJoint, 5> kHeadJoints = {{{JointName::Nose, {kNoseTip, kNoseTip}},
                                                   {JointName::RightEye, {kRightEyeOuter, kRightEyeInner}},
                                                   {JointName::LeftEye, {kLeftEyeOuter, kLeftEyeInner}},
                                                   {JointName::RightEar, {kRightEar, kRightEar}},
                                                   {JointName::LeftEar, {kLeftEar, kLeftEar}}}};

/// A joint of the head that is known before and after.
struct Wanted {
    std::array<int, 2> points;
    ImagePoint movement;
};

std::vector<Wanted> wantedOf(const Skeleton& from, const Skeleton& to) {
    std::vector<Wanted> wanted;
    for (const HeadJoint& joint : kHeadJoints) {
        if (!from.has(joint.name) || !to.has(joint.name)) continue;
        const ImagePoint a = from[joint.name].at, b = to[joint.name].at;
        wanted.push_back({joint.points, {b.x - a.x, b.y - a.y}});
    }
    return wanted;
}

/// The turn and move under which the head's joints arrive nearest to where they are wanted: Gauss-Newton with
/// differences, held near "no turn" where few joints leave the choice.
HeadMove fitted(const SolidHead& head, const std::vector<Wanted>& wanted) {
    constexpr double kHold = 0.05, kSmall = 1e-4;
    constexpr double kLargest = PoseRequest::kLargestTurn * std::numbers::pi / 180;
    constexpr int kRounds = 8;
    using Unknowns = Eigen::Matrix<double, 5, 1>;  // yaw, pitch, roll; x, y in eye distances
    const double unit = head.eyeDistance();
    const auto moveOf = [&](const Unknowns& u) {
        return HeadMove{{static_cast<float>(u[0]), static_cast<float>(u[1]), static_cast<float>(u[2])},
                        {u[3] * unit, u[4] * unit}};
    };
    const auto errors = [&](const Unknowns& u) {
        Eigen::VectorXd off(2 * wanted.size() + 3);
        const HeadMove asked = moveOf(u);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            double x = -wanted[i].movement.x, y = -wanted[i].movement.y;
            for (const int point : wanted[i].points) {
                const ImagePoint at = head.meshArrival(point, asked.turn, asked.move);
                const ImagePoint was = head.meshPoint(point);
                x += (at.x - was.x) / 2;
                y += (at.y - was.y) / 2;
            }
            off[2 * i] = x / unit;
            off[2 * i + 1] = y / unit;
        }
        off.tail<3>() = kHold * u.head<3>();
        return off;
    };
    Unknowns u = Unknowns::Zero();
    for (int round = 0; round < kRounds; ++round) {
        const Eigen::VectorXd off = errors(u);
        Eigen::MatrixXd slope(off.size(), 5);
        for (int k = 0; k < 5; ++k) {
            Unknowns more = u;
            more[k] += kSmall;
            slope.col(k) = (errors(more) - off) / kSmall;
        }
        const Eigen::Matrix<double, 5, 5> normal =
            slope.transpose() * slope + 1e-6 * Eigen::Matrix<double, 5, 5>::Identity();
        u -= normal.ldlt().solve(slope.transpose() * off);
        u.head<3>() = u.head<3>().cwiseMax(-kLargest).cwiseMin(kLargest);
    }
    return moveOf(u);
}

ImagePoint meanOf(const std::vector<Wanted>& wanted) {
    ImagePoint mean{0, 0};
    for (const Wanted& one : wanted) {
        mean.x += one.movement.x / static_cast<double>(wanted.size());
        mean.y += one.movement.y / static_cast<double>(wanted.size());
    }
    return mean;
}

}  // namespace

HeadMove headMove(const SolidHead& head, const Skeleton& from, const Skeleton& to,
                  const std::optional<HeadAngles>& turn) {
    const std::vector<Wanted> wanted = wantedOf(from, to);
    if (!wanted.empty()) return turn ? HeadMove{*turn, meanOf(wanted)} : fitted(head, wanted);
    HeadMove asked{turn.value_or(HeadAngles{}), {0, 0}};
    if (from.has(JointName::Neck) && to.has(JointName::Neck)) {
        const ImagePoint a = from[JointName::Neck].at, b = to[JointName::Neck].at;
        asked.move = {b.x - a.x, b.y - a.y};
    }
    return asked;
}

Skeleton takenAlong(const SolidHead& head, Skeleton joints) {
    for (const HeadJoint& joint : kHeadJoints) {
        for (const int point : joint.points) {
            const ImagePoint was = head.meshPoint(point), arrives = head.meshArrival(point);
            joints[joint.name].at.x += (arrives.x - was.x) / 2;
            joints[joint.name].at.y += (arrives.y - was.y) / 2;
        }
    }
    return joints;
}

}  // namespace engine
