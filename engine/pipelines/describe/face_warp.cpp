#include "engine/pipelines/describe/face_warp.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/pipelines/smooth_step.h"
#include "engine/pipelines/warp_cells.h"

namespace engine {
namespace {

// In eye distances.
constexpr double kSpread = 0.12;  ///< standard deviation of a point's influence
constexpr double kUnseen = 0.003, kSeen = 0.02;

constexpr double kFade = 0.15;  ///< weight of "nothing moves here" beside those of the points

}  // namespace

FaceWarp faceWarp(const std::vector<ImagePoint>& mesh, const std::vector<AskedMoves>& asked, Rect region) {
    const FaceFrame frame(mesh);
    const double eye = std::max(frame.eye_distance, 1.0);
    std::vector<ImagePoint> moves(mesh.size()), arrived = mesh;
    for (std::size_t i = 0; i < mesh.size(); ++i) {
        for (const AskedMoves& one : asked) {
            const ImagePoint move = frame.inPicture((*one.moves)[i]);
            moves[i].x += one.amount * move.x;
            moves[i].y += one.amount * move.y;
        }
        arrived[i].x += moves[i].x;
        arrived[i].y += moves[i].y;
    }

    const Size size = warpCells(region, eye);
    auto offset = std::make_shared<std::vector<float>>(2 * static_cast<std::size_t>(size.area()), 0.0f);
    at::Tensor moved = at::zeros({1, 1, size.height, size.width});
    float* moved_at = moved.mutable_data_ptr<float>();
    const double narrow = 1 / (2 * kSpread * kSpread * eye * eye), reach = 3 * kSpread * eye;
    for (int row = 0; row < size.height; ++row) {
        const double y = region.y + (row + 0.5) * region.height / size.height;
        for (int column = 0; column < size.width; ++column) {
            const double x = region.x + (column + 0.5) * region.width / size.width;
            // A place shows what has moved there, so points count where they arrive.
            double weight = kFade, across = 0, down = 0;
            for (std::size_t i = 0; i < mesh.size(); ++i) {
                const double dx = x - arrived[i].x, dy = y - arrived[i].y;
                if (std::abs(dx) > reach || std::abs(dy) > reach) continue;
                const double w = std::exp(-(dx * dx + dy * dy) * narrow);
                weight += w;
                across += w * moves[i].x;
                down += w * moves[i].y;
            }
            const std::size_t cell = static_cast<std::size_t>(row) * size.width + column;
            (*offset)[2 * cell] = static_cast<float>(-across / weight / region.width);
            (*offset)[2 * cell + 1] = static_cast<float>(-down / weight / region.height);
            moved_at[cell] = static_cast<float>(
                smoothStep(kUnseen, kSeen, std::hypot(across / weight, down / weight) / eye));
        }
    }
    return {{size, std::move(offset)}, moved};
}

}  // namespace engine
