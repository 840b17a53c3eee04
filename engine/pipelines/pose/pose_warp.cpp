#include "engine/pipelines/pose/pose_warp.h"

#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

#include "engine/api/requests/pose.h"
#include "engine/models/portrait_reader/mesh_mirror.h"
#include "engine/pipelines/pose/body_moves.h"
#include "engine/pipelines/pose/head_turn.h"
#include "engine/pipelines/smooth_step.h"
#include "engine/pipelines/warp_cells.h"

namespace engine {
namespace {

// In eye distances.
constexpr double kPointSpread = 0.09;  ///< standard deviation of a mesh point's influence
constexpr double kStill = 0.002, kMoving = 0.012;

constexpr double kEdgeSpread = 0.4;  ///< the same beyond the mesh's edge, by every kEdgeStride-th point
constexpr int kEdgeStride = 8;
constexpr double kEdgeWeight = 0.1, kFarthest = 6;
constexpr double kBowl = 0.05;  ///< weight of "no further than the bowl" beside those of the mesh's points
constexpr int kBackwards = 6;   ///< rounds that find where something came from

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

struct HeadMove {
    HeadAngles turn;
    ImagePoint move{0, 0};
};

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

/// What the head does: as its joints say, else it goes with the neck.
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

/// The points of a mesh by where they arrive, so that those near a place are found at once.
class ArrivedMesh {
public:
    ArrivedMesh(const SolidHead& head, double reach) : head_(head), bin_(reach) {
        ImagePoint last = head.meshArrival(0);
        first_ = last;
        for (int i = 1; i < kMeshPoints; ++i) {
            const ImagePoint at = head.meshArrival(i);
            first_ = {std::min(first_.x, at.x), std::min(first_.y, at.y)};
            last = {std::max(last.x, at.x), std::max(last.y, at.y)};
        }
        columns_ = static_cast<int>((last.x - first_.x) / bin_) + 1;
        rows_ = static_cast<int>((last.y - first_.y) / bin_) + 1;
        bins_.resize(static_cast<std::size_t>(columns_) * rows_);
        for (int i = 0; i < kMeshPoints; ++i) {
            const ImagePoint at = head.meshArrival(i);
            bins_[binOf(at.y - first_.y) * columns_ + binOf(at.x - first_.x)].push_back(i);
        }
    }

    /// Calls use(point, offset of `q` from its arrival) for each point within about the reach of `q`.
    template <typename Use>
    void near(const ImagePoint& q, const Use& use) const {
        const int column = binOf(q.x - first_.x), row = binOf(q.y - first_.y);
        for (int y = std::max(0, row - 1); y <= std::min(rows_ - 1, row + 1); ++y) {
            for (int x = std::max(0, column - 1); x <= std::min(columns_ - 1, column + 1); ++x) {
                for (const int i : bins_[static_cast<std::size_t>(y) * columns_ + x]) {
                    const ImagePoint at = head_.meshArrival(i);
                    use(i, ImagePoint{q.x - at.x, q.y - at.y});
                }
            }
        }
    }

private:
    int binOf(double offset) const {
        return static_cast<int>(std::floor(std::clamp(offset / bin_, -2.0, 1e6)));
    }

    const SolidHead& head_;
    double bin_;
    ImagePoint first_;
    int columns_, rows_;
    std::vector<std::vector<int>> bins_;
};

/// Where everything came from.
class Movement {
public:
    Movement(const SolidHead& head, const BodyMoves& body)
        : head_(head),
          body_(body),
          narrow_(1 / (2 * std::pow(kPointSpread * head.eyeDistance(), 2))),
          wide_(1 / (2 * std::pow(kEdgeSpread * head.eyeDistance(), 2))),
          mesh_(head, 3 * kPointSpread * head.eyeDistance()) {
        for (int i = 0; i < kMeshPoints; ++i) {
            const ImagePoint was = head.meshPoint(i), arrival = head.meshArrival(i),
                             bowl = head.movementAt(was);
            left_.push_back({arrival.x - was.x - bowl.x, arrival.y - was.y - bowl.y});
        }
    }

    /// What is to be seen at `q` lay at q + this.
    ImagePoint backAt(const ImagePoint& q) const {
        const ImagePoint carried = body_.movementAt(q);
        const ImagePoint face = faceBeside({q.x - carried.x, q.y - carried.y});
        ImagePoint p = q;
        for (int round = 0; round < kBackwards; ++round) {
            const ImagePoint head = head_.movementAt(p), body = body_.movementAt(p);
            p = {q.x - face.x - head.x - body.x, q.y - face.y - head.y - body.y};
        }
        return {p.x - q.x, p.y - q.y};
    }

private:
    /// How much further than the bowl the face has moved that is seen at `q`. Beyond the edge of the mesh
    /// this fades slowly, or cheeks would tear off.
    ImagePoint faceBeside(const ImagePoint& q) const {
        double weight = kBowl;
        ImagePoint sum{0, 0};
        const auto add = [&](int i, double w) {
            weight += w;
            sum.x += w * left_[i].x;
            sum.y += w * left_[i].y;
        };
        mesh_.near(q, [&](int i, const ImagePoint& off) {
            add(i, std::exp(-(off.x * off.x + off.y * off.y) * narrow_));
        });
        for (int i = 0; i < kMeshPoints; i += kEdgeStride) {
            const ImagePoint at = head_.meshArrival(i);
            const double far = ((q.x - at.x) * (q.x - at.x) + (q.y - at.y) * (q.y - at.y)) * wide_;
            if (far < kFarthest) add(i, kEdgeWeight * std::exp(-far));
        }
        return {sum.x / weight, sum.y / weight};
    }

    const SolidHead& head_;
    const BodyMoves& body_;
    double narrow_, wide_;
    ArrivedMesh mesh_;
    std::vector<ImagePoint> left_;  ///< of each mesh point's movement, what the bowl does not do
};

}  // namespace

Change poseWarp(const Reading& reading, const HeadShape& shape, const Skeleton& to,
                const std::optional<HeadAngles>& turn, Size photo) {
    const Skeleton from{reading.joints};
    SolidHead head(reading, shape);
    const HeadMove asked = headMove(head, from, to, turn);
    head.place(asked.turn, asked.move);
    const double unit = head.eyeDistance();
    const BodyMoves body(from, to, unit);
    const Movement movement(head, body);

    Change change;
    change.region = head.reach().united(body.reach()).intersected(wholeOf(photo));
    const Rect region = change.region;
    if (region.isEmpty()) return change;
    const Size size = warpCells(region, unit);
    auto offset = std::make_shared<std::vector<float>>(2 * static_cast<std::size_t>(size.area()));
    ImageBuilder mask(size, 1, PixelType::U8);
    for (int row = 0; row < size.height; ++row) {
        const double y = region.y + (row + 0.5) * region.height / size.height;
        for (int column = 0; column < size.width; ++column) {
            const double x = region.x + (column + 0.5) * region.width / size.width;
            const ImagePoint back = movement.backAt({x, y});
            const std::size_t cell = static_cast<std::size_t>(row) * size.width + column;
            (*offset)[2 * cell] = static_cast<float>(back.x / region.width);
            (*offset)[2 * cell + 1] = static_cast<float>(back.y / region.height);
            const double moved = smoothStep(kStill, kMoving, std::hypot(back.x, back.y) / unit);
            mask.row<std::uint8_t>(row)[column] = static_cast<std::uint8_t>(std::lround(255 * moved));
        }
    }
    change.warp = {size, std::move(offset)};
    change.mask = std::move(mask).finish();
    return change;
}

}  // namespace engine
