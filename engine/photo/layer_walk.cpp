#include "engine/photo/layer_walk.h"

#include <algorithm>
#include <cmath>

#include "engine/photo/colour_rows.h"
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

/// Fills planes over `box` row by row; false when both are 0 throughout.
bool fill(ColourRows& rows, Rect box, int channels, std::vector<float>& m, std::vector<float>& paint) {
    const std::size_t row_values = static_cast<std::size_t>(box.width) * channels;
    const std::size_t row_paint = rows.paints() ? static_cast<std::size_t>(box.width) * (channels + 1) : 0;
    m.resize(row_values * box.height);
    paint.resize(row_paint * box.height);
    bool any = false;
    for (int y = 0; y < box.height; ++y)
        any |= rows.row(box.y + y, &m[row_values * y], paint.data() + row_paint * y);
    return any;
}

/// How far a warp moves every pixel of `box`.
bool fill(WarpRows& rows, Rect box, std::vector<float>& offset) {
    const std::size_t row_values = static_cast<std::size_t>(box.width) * 2;
    offset.resize(row_values * box.height);
    bool any = false;
    for (int y = 0; y < box.height; ++y) any |= rows.row(box.y + y, &offset[row_values * y]);
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
    colours_ = false;
    paint_.clear();
    m_.assign(static_cast<std::size_t>(rect.size().area()) * channels_, 0.0f);
    offset_.assign(static_cast<std::size_t>(rect.size().area()) * 2, 0.0f);
    moves_ = false;
    displaced_ = rect.intersected(wholeOf(picture_)) != rect;
    if (displaced_) stayInside();
    for (std::span<const Layer> left = layers_; !left.empty();) {
        std::size_t warp = left.size() - 1;
        while (warp > 0 && !warps(left[warp])) --warp;
        colour(left.subspan(warp));
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

void LayerWalk::colour(std::span<const Layer> layers) {
    const Rect box = passed();
    ColourRows rows(layers, document_, level_, box.x, box.right(), channels_);
    if (rows.isEmpty() || !fill(rows, box, channels_, plane_, paint_plane_)) return;
    colours_ = true;
    if (!displaced_ && !rows.paints()) {
        // Places on pixels: the same arithmetic as below, without looking for them.
        for (std::size_t i = 0; i < m_.size(); ++i) m_[i] = m_[i] + plane_[i] + m_[i] * plane_[i];
        return;
    }
    if (rows.paints()) paint_.resize(static_cast<std::size_t>(rect_.size().area()) * (channels_ + 1));
    Between factors(plane_, box, channels_), sums(paint_plane_, box, channels_ + 1);
    forEachPlace(rect_, offset_, [&](std::size_t i, double x, double y) {
        float* m = &m_[i * channels_];
        if (rows.paints()) {
            // What is painted below is changed by all that lies above.
            float* paint = &paint_[i * (channels_ + 1)];
            sums.stand(x, y);
            for (int c = 0; c < channels_; ++c) paint[c] += (1 + m[c]) * sums.value(c);
            paint[channels_] += sums.value(channels_) * (1 - paint[channels_]);
        }
        factors.stand(x, y);
        for (int c = 0; c < channels_; ++c) {
            const float t = factors.value(c);
            m[c] = m[c] + t + m[c] * t;
        }
    });
}

void LayerWalk::move(const Layer& layer) {
    const Rect box = passed();
    WarpRows rows(layer, document_, level_, box.x, box.right());
    if (!fill(rows, box, plane_)) return;
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
