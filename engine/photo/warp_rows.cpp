#include "engine/photo/warp_rows.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

float pixelsPerShare(const Layer& layer, int extent, int level) {
    return std::min(layer.opacity, 1.0f) * static_cast<float>(std::ldexp(extent, -level));
}

}  // namespace

bool warps(const Layer& layer) {
    return layer.opacity > 0 && isComplete(layer.change.warp) && !layer.change.region.isEmpty();
}

WarpRows::WarpRows(const Layer& layer, Size document, int level, int begin, int end)
    : covered_(coveredPixels(layer.change.region, document, level)),
      begin_(begin),
      end_(end),
      first_(std::clamp(covered_.x, begin, end)),
      last_(std::clamp(covered_.right(), first_, end)),
      across_(pixelsPerShare(layer, layer.change.region.width, level)),
      down_(pixelsPerShare(layer, layer.change.region.height, level)),
      field_(fieldOf(layer.change.warp), layer.change.region, level, first_, last_, 2),
      mask_(layer.change.mask, document, layer.change.region, level, first_, last_),
      alpha_(static_cast<std::size_t>(last_ - first_)) {}

bool WarpRows::row(int y, float* offset) {
    std::fill_n(offset, 2 * static_cast<std::size_t>(end_ - begin_), 0.0f);
    if (first_ == last_ || y < covered_.y || y >= covered_.bottom()) return false;
    if (!mask_.row(y, alpha_.data())) return false;
    float* inside = offset + 2 * static_cast<std::ptrdiff_t>(first_ - begin_);
    field_.row(y, inside);
    bool moves = false;
    for (std::size_t i = 0; i < alpha_.size(); ++i) {
        inside[2 * i] *= alpha_[i] * across_;
        inside[2 * i + 1] *= alpha_[i] * down_;
        moves |= inside[2 * i] != 0 || inside[2 * i + 1] != 0;
    }
    return moves;
}

}  // namespace engine
