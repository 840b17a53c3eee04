#include "engine/pipelines/pose/pose_warp.h"

#include <algorithm>
#include <cmath>
#include <thread>
#include <vector>

#include "engine/pipelines/pose/arrived_mesh.h"
#include "engine/pipelines/pose/body_moves.h"
#include "engine/pipelines/pose/head_move.h"
#include "engine/pipelines/pose/solid_head.h"
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
constexpr double kBowl = 0.05;     ///< weight of "no further than the bowl" beside those of the mesh's points
constexpr double kArrived = 0.01;  ///< pixels
constexpr int kBackwards = 14;     ///< rounds that find where something came from, at most
constexpr double kShortestStride = 0.05;

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
                             bowl = head.carriedAt(was).by;
            left_.push_back({arrival.x - was.x - bowl.x, arrival.y - was.y - bowl.y});
        }
    }

    /// What is to be seen at `q` lay at q + this.
    ImagePoint backAt(const ImagePoint& q) const {
        const ImagePoint face = faceBeside(q);
        ImagePoint p = q;
        double stride = 1;
        ImagePoint last;
        for (int round = 0; round < kBackwards; ++round) {
            const SolidHead::Carried head = head_.carriedAt(p);
            const ImagePoint body = body_.movementAt(p);
            const double rest = 1 - head.share;
            const ImagePoint off{q.x - p.x - face.x - head.by.x - rest * body.x,
                                 q.y - p.y - face.y - head.by.y - rest * body.y};
            if (std::abs(off.x) + std::abs(off.y) < kArrived) break;
            // Where the picture is stretched to more than twice its length, whole steps swing to and fro: the
            // stride is that of the last step's slope (Barzilai & Borwein 1988).
            if (round > 0) {
                const double gained = last.x * (last.x - off.x) + last.y * (last.y - off.y);
                const double stepped = stride * (last.x * last.x + last.y * last.y);
                stride = gained > 0 ? std::clamp(stepped / gained, kShortestStride, 1.0) : 1;
            }
            last = off;
            p = {p.x + stride * off.x, p.y + stride * off.y};
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

SolidHead placedHead(const Reading& reading, const HeadShape& shape, const Skeleton& to,
                     const std::optional<HeadAngles>& turn) {
    SolidHead head(reading, shape);
    const HeadMove asked = headMove(head, {reading.joints}, to, turn);
    head.place(asked.turn, asked.move);
    return head;
}

Rect widened(Rect rect, double by) {
    const auto more = static_cast<int>(std::lround(by));
    return {rect.x - more, rect.y - more, rect.width + 2 * more, rect.height + 2 * more};
}

}  // namespace

Change poseWarp(const Reading& reading, const HeadShape& shape, const Skeleton& to,
                const std::optional<HeadAngles>& turn, Size photo, double margin, AtBorders borders) {
    const Skeleton from{reading.joints};
    const SolidHead head = placedHead(reading, shape, to, turn);
    const double unit = head.eyeDistance();
    const BodyMoves body(from, to, unit, photo, borders);
    const Movement movement(head, body);

    Change change;
    change.region = widened(head.reach().united(body.reach()), margin * unit).intersected(wholeOf(photo));
    const Rect region = change.region;
    if (region.isEmpty()) return change;
    const Size size = warpCells(region, unit);
    auto offset = std::make_shared<std::vector<float>>(2 * static_cast<std::size_t>(size.area()));
    ImageBuilder mask(size, 1, PixelType::U8);
    const auto fill = [&](int begin, int end) {
        for (int row = begin; row < end; ++row) {
            const double y = region.y + (row + 0.5) * region.height / size.height;
            float* out = &(*offset)[2 * static_cast<std::size_t>(row) * size.width];
            for (int column = 0; column < size.width; ++column) {
                const double x = region.x + (column + 0.5) * region.width / size.width;
                const ImagePoint back = movement.backAt({x, y});
                out[2 * column] = static_cast<float>(back.x / region.width);
                out[2 * column + 1] = static_cast<float>(back.y / region.height);
                const double moved = smoothStep(kStill, kMoving, std::hypot(back.x, back.y) / unit);
                mask.row<std::uint8_t>(row)[column] = static_cast<std::uint8_t>(std::lround(255 * moved));
            }
        }
    };
    const int middle = size.height / 2;
    {
        const std::jthread other([&] { fill(0, middle); });
        fill(middle, size.height);
    }
    change.warp = {size, std::move(offset)};
    change.mask = std::move(mask).finish();
    return change;
}

Skeleton arrivedJoints(const Reading& reading, const HeadShape& shape, const Skeleton& to,
                       const std::optional<HeadAngles>& turn, Size photo) {
    const Skeleton from{reading.joints};
    const SolidHead head = placedHead(reading, shape, to, turn);
    const BodyMoves body(from, to, head.eyeDistance(), photo);
    Skeleton arrived = takenAlong(head, from);
    for (int i = 0; i < kJointCount; ++i) {
        const auto name = static_cast<JointName>(i);
        const bool turned = turn && isOfHead(name) && from.has(name);
        if (to.has(name) && !turned) {
            arrived[name] = to[name];
        } else if (!isOfHead(name)) {
            const ImagePoint at = from[name].at, by = body.movementAt(at);
            arrived[name].at = {at.x + by.x, at.y + by.y};
        }
    }
    return arrived;
}

std::vector<ImagePoint> arrivedFace(const Reading& reading, const HeadShape& shape, const Skeleton& to,
                                    const std::optional<HeadAngles>& turn) {
    const SolidHead head = placedHead(reading, shape, to, turn);
    std::vector<ImagePoint> points;
    for (int i = 0; i < kMeshPoints; ++i) points.push_back(head.meshArrival(i));
    return points;
}

}  // namespace engine
