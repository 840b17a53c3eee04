#include "ui/tools/style/matte_drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace ui {
namespace {

constexpr float kMatteHalf = 127.5f;
// Half the width of the line, and of the dark one below it that is seen where the photo is light.
constexpr float kLineReach = 0.8f, kRimReach = 1.9f;
constexpr float kRimOpacity = 0.4f;

/// How much of a pixel a line covers whose middle is `distance` away.
float coverage(float distance, float reach) {
    return std::clamp(reach + 0.5f - distance, 0.0f, 1.0f);
}

QRgb over(QRgb below, const QColor& colour, float opacity) {
    const auto mixed = [&](int from, int to) {
        return static_cast<int>(static_cast<float>(from) * (1 - opacity) + static_cast<float>(to) * opacity);
    };
    return qRgba(mixed(qRed(below), colour.red()), mixed(qGreen(below), colour.green()),
                 mixed(qBlue(below), colour.blue()), mixed(qAlpha(below), 255));
}

std::array<QRgb, 256> tintsOf(const QColor& colour) {
    std::array<QRgb, 256> tints{};
    for (int value = 0; value < 256; ++value) {
        tints[static_cast<std::size_t>(value)] =
            qPremultiply(qRgba(colour.red(), colour.green(), colour.blue(), colour.alpha() * value / 255));
    }
    return tints;
}

/// Where the pixels of one line of the screen lie between those of the matte.
struct Samples {
    std::vector<int> at;      ///< the lower neighbour
    std::vector<int> weight;  ///< of the upper one, 0…256

    Samples(int from, int count, double origin, double length, int pixels)
        : at(static_cast<std::size_t>(count)), weight(at.size()) {
        for (std::size_t i = 0; i < at.size(); ++i) {
            const double middle = from + static_cast<double>(i) + 0.5 - origin;
            const double place = std::clamp(middle * pixels / length - 0.5, 0.0, pixels - 1.0);
            at[i] = std::min(static_cast<int>(place), std::max(0, pixels - 2));
            weight[i] = static_cast<int>((place - at[i]) * 256 + 0.5);
        }
    }
};

/// The matte at the screen's pixels, row by row.
class Sampler {
public:
    Sampler(const engine::Image& matte, const QRectF& place, const QRect& seen)
        : matte_(matte),
          across_(seen.left(), seen.width(), place.left(), place.width(), matte.width()),
          down_(seen.top(), seen.height(), place.top(), place.height(), matte.height()),
          line_(static_cast<std::size_t>(matte.width())) {}

    void row(int y, std::vector<std::uint8_t>& to) {
        const auto at = static_cast<std::size_t>(y);
        const auto* upper = matte_.row<std::uint8_t>(down_.at[at]);
        const auto* lower = matte_.row<std::uint8_t>(std::min(down_.at[at] + 1, matte_.height() - 1));
        for (std::size_t x = 0; x < line_.size(); ++x) {
            line_[x] = upper[x] * 256 + (lower[x] - upper[x]) * down_.weight[at];
        }
        to.resize(across_.at.size());
        const std::size_t next = line_.size() > 1 ? 1 : 0;
        for (std::size_t x = 0; x < to.size(); ++x) {
            const auto left = static_cast<std::size_t>(across_.at[x]);
            const int value = line_[left] * 256 + (line_[left + next] - line_[left]) * across_.weight[x];
            to[x] = static_cast<std::uint8_t>((value + 32768) >> 16);
        }
    }

private:
    const engine::Image& matte_;
    Samples across_;
    Samples down_;
    std::vector<int> line_;  ///< between two rows of the matte, times 256
};

}  // namespace

void MatteDrawing::follow(const engine::Image& matte, const QColor& colour, const QRectF& place,
                          const QRect& window) {
    const QRect seen = matte.isNull() ? QRect() : place.toAlignedRect().intersected(window);
    if (matte.sharesPixelsWith(matte_) && colour == colour_ && place == place_ && seen == seen_) return;
    matte_ = matte;
    colour_ = colour;
    place_ = place;
    seen_ = seen;
    draw();
}

void MatteDrawing::draw() {
    picture_ = {};
    const bool is_grey = matte_.channels() == 1 && matte_.type() == engine::PixelType::U8;
    if (seen_.isEmpty() || !is_grey) return;
    picture_ = QImage(seen_.size(), QImage::Format_ARGB32_Premultiplied);
    if (picture_.isNull()) return;  // no memory
    const std::array<QRgb, 256> tints = tintsOf(colour_);
    QColor line = colour_;
    line.setAlpha(255);
    line = line.lighter(140);
    Sampler sampler(matte_, place_, seen_);
    std::vector<std::uint8_t> above, here, below;
    sampler.row(0, here);
    above = here;
    const int last_x = seen_.width() - 1, last_y = seen_.height() - 1;
    for (int y = 0; y <= last_y; ++y) {
        sampler.row(std::min(y + 1, last_y), below);
        auto* to = reinterpret_cast<QRgb*>(picture_.scanLine(y));
        for (int x = 0; x <= last_x; ++x) {
            const auto at = static_cast<std::size_t>(x);
            to[x] = tints[here[at]];
            const int across = here[at + (x < last_x ? 1 : 0)] - here[at - (x > 0 ? 1 : 0)];
            const int down = below[at] - above[at];
            if (across == 0 && down == 0) continue;
            // To first order the line is this far from the middle of the pixel.
            const float away = std::abs(static_cast<float>(here[at]) - kMatteHalf);
            const int steepest = std::abs(across) + std::abs(down);
            if (2 * away > (kRimReach + 0.5f) * static_cast<float>(steepest)) continue;
            const float slope = std::hypot(static_cast<float>(across), static_cast<float>(down)) / 2;
            const QRgb rim = over(to[x], Qt::black, kRimOpacity * coverage(away / slope, kRimReach));
            to[x] = over(rim, line, coverage(away / slope, kLineReach));
        }
        above.swap(here);
        here.swap(below);
    }
}

}  // namespace ui
