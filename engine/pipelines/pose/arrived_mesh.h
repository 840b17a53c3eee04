#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/pipelines/pose/solid_head.h"

namespace engine {

/// The points of a head's mesh by where they arrive, so that those near a place are found at once.
class ArrivedMesh {
public:
    ArrivedMesh(const SolidHead& head, double reach) : head_(head) {
        ImagePoint last = head.meshArrival(0);
        first_ = last;
        for (int i = 1; i < kMeshPoints; ++i) {
            const ImagePoint at = head.meshArrival(i);
            first_ = {std::min(first_.x, at.x), std::min(first_.y, at.y)};
            last = {std::max(last.x, at.x), std::max(last.y, at.y)};
        }
        // However the points lie, there are not many bins.
        bin_ = std::max(reach, std::max(last.x - first_.x, last.y - first_.y) / kMostBins);
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
    static constexpr int kMostBins = 64;  ///< along each side
    int binOf(double offset) const {
        return static_cast<int>(std::floor(std::clamp(offset / bin_, -2.0, 1e6)));
    }

    const SolidHead& head_;
    double bin_ = 1;
    ImagePoint first_;
    int columns_ = 1, rows_ = 1;
    std::vector<std::vector<int>> bins_;
};

}  // namespace engine
