#include "engine/photo/layer_walk.h"

#include <algorithm>
#include <cmath>

#include "engine/photo/gain_rows.h"
#include "engine/photo/warp_rows.h"

namespace engine {
namespace {

/// Reads a plane of numbers between its pixels (bilinear); at a pixel's centre exactly the pixel.
class Between {
public:
    Between(const std::vector<float>& plane, Rect box, int channels)
        : plane_(plane), box_(box), channels_(channels) {}

    /// The place lies inside the box, hence inside the picture: no coordinate is negative.
    void stand(double x, double y) {
        const int column = static_cast<int>(x);
        const int row = static_cast<int>(y);
        right_ = static_cast<float>(x - column);
        lower_ = static_cast<float>(y - row);
        at_ = (static_cast<std::size_t>(row - box_.y) * box_.width + (column - box_.x)) * channels_;
        // Beyond the last column and row nothing is weighed in, and nothing is there.
        step_ = right_ > 0 ? channels_ : 0;
        row_step_ = lower_ > 0 ? static_cast<std::size_t>(box_.width) * channels_ : 0;
    }

    float value(int channel) const {
        const float* v = &plane_[at_ + channel];
        const float upper = v[0] + (v[step_] - v[0]) * right_;
        const float lower = v[row_step_] + (v[row_step_ + step_] - v[row_step_]) * right_;
        return upper + (lower - upper) * lower_;
    }

private:
    const std::vector<float>& plane_;
    Rect box_;
    int channels_;
    float right_ = 0;
    float lower_ = 0;
    std::size_t at_ = 0;
    std::size_t step_ = 0;
    std::size_t row_step_ = 0;
};

/// Fills a plane over `box` row by row; false when it is 0 throughout.
template <typename Rows>
bool fill(Rows& rows, Rect box, int channels, std::vector<float>& plane) {
    const std::size_t row_values = static_cast<std::size_t>(box.width) * channels;
    plane.resize(row_values * box.height);
    bool any = false;
    for (int y = 0; y < box.height; ++y) any |= rows.row(box.y + y, &plane[row_values * y]);
    return any;
}

/// function(pixel, x, y) for every pixel of `rect` and the place where its offset puts it.
template <typename Function>
void forEachPlace(Rect rect, const std::vector<float>& offset, Function&& function) {
    std::size_t i = 0;
    for (int y = rect.y; y < rect.bottom(); ++y) {
        for (int x = rect.x; x < rect.right(); ++x, ++i) {
            function(i, x + static_cast<double>(offset[2 * i]), y + static_cast<double>(offset[2 * i + 1]));
        }
    }
}

}  // namespace

LayerWalk::LayerWalk(std::span<const Layer> layers, Size document, int level, Size picture, int channels)
    : layers_(layers),
      document_(document),
      level_(level),
      picture_(picture),
      channels_(channels),
      needed_(std::any_of(layers.begin(), layers.end(), warps)) {}

void LayerWalk::follow(Rect rect) {
    rect_ = rect;
    gains_ = false;
    m_.assign(static_cast<std::size_t>(rect.size().area()) * channels_, 0.0f);
    offset_.assign(static_cast<std::size_t>(rect.size().area()) * 2, 0.0f);
    moves_ = false;
    displaced_ = rect.intersected(wholeOf(picture_)) != rect;
    if (displaced_) stayInside();
    for (std::span<const Layer> left = layers_; !left.empty();) {
        std::size_t warp = left.size() - 1;
        while (warp > 0 && !warps(left[warp])) --warp;
        multiply(left.subspan(warp));
        if (warps(left[warp])) move(left[warp]);
        left = left.first(warp);
    }
}

/// The pixels around all places reached so far.
Rect LayerWalk::passed() const {
    if (!displaced_) return rect_;
    double left = picture_.width, top = picture_.height, right = 0, bottom = 0;
    forEachPlace(rect_, offset_, [&](std::size_t, double x, double y) {
        left = std::min(left, x), right = std::max(right, x);
        top = std::min(top, y), bottom = std::max(bottom, y);
    });
    const int x = static_cast<int>(std::floor(left));
    const int y = static_cast<int>(std::floor(top));
    return {x, y, static_cast<int>(std::ceil(right)) + 1 - x, static_cast<int>(std::ceil(bottom)) + 1 - y};
}

void LayerWalk::multiply(std::span<const Layer> layers) {
    const Rect box = passed();
    GainRows rows(layers, document_, level_, box.x, box.right(), channels_);
    if (rows.isEmpty() || !fill(rows, box, channels_, plane_)) return;
    gains_ = true;
    if (!displaced_) {
        // Places on pixels: the same arithmetic as below, without looking for them.
        for (std::size_t i = 0; i < m_.size(); ++i) m_[i] = m_[i] + plane_[i] + m_[i] * plane_[i];
        return;
    }
    Between between(plane_, box, channels_);
    forEachPlace(rect_, offset_, [&](std::size_t i, double x, double y) {
        between.stand(x, y);
        for (int c = 0; c < channels_; ++c) {
            float& m = m_[i * channels_ + c];
            const float t = between.value(c);
            m = m + t + m * t;
        }
    });
}

void LayerWalk::move(const Layer& layer) {
    const Rect box = passed();
    WarpRows rows(layer, document_, level_, box.x, box.right());
    if (!fill(rows, box, 2, plane_)) return;
    if (!displaced_) {
        offset_.swap(plane_);
    } else {
        Between between(plane_, box, 2);
        forEachPlace(rect_, offset_, [&](std::size_t i, double x, double y) {
            between.stand(x, y);
            offset_[2 * i] += between.value(0);
            offset_[2 * i + 1] += between.value(1);
        });
    }
    moves_ = displaced_ = true;
    stayInside();
}

void LayerWalk::stayInside() {
    const double right = picture_.width - 1;
    const double bottom = picture_.height - 1;
    std::size_t i = 0;
    for (int y = rect_.y; y < rect_.bottom(); ++y) {
        for (int x = rect_.x; x < rect_.right(); ++x, i += 2) {
            offset_[i] = static_cast<float>(std::clamp(x + static_cast<double>(offset_[i]), 0.0, right) - x);
            offset_[i + 1] =
                static_cast<float>(std::clamp(y + static_cast<double>(offset_[i + 1]), 0.0, bottom) - y);
        }
    }
}

}  // namespace engine
