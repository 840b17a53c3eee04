#include "ui/canvas/matte_drawing.h"

#include <QPaintDevice>
#include <QPainter>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "ui/document/mask_operations.h"

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

/// The box around what is not zero, with the pixels around it that are mixed with it; in shares.
QRectF filledBox(const engine::Image& matte) {
    const bool is_grey = matte.channels() == 1 && matte.type() == engine::PixelType::U8;
    if (matte.isNull() || !is_grey) return {};
    const QImage image(matte.row<uchar>(0), matte.width(), matte.height(),
                       static_cast<qsizetype>(matte.rowBytes()), QImage::Format_Grayscale8);
    const QRectF painted = paintedRect(image);
    if (painted.isEmpty()) return {};
    const QRectF mixed = painted.adjusted(-1, -1, 1, 1).intersected(image.rect());
    const double width = image.width(), height = image.height();
    return {mixed.x() / width, mixed.y() / height, mixed.width() / width, mixed.height() / height};
}

bool isWhole(QPointF shift) {
    return shift == QPointF(shift.toPoint());
}

constexpr std::size_t kBlock = 32;  // pixels that are looked at together

/// The matte is the same everywhere around these pixels, so no line passes there.
bool isFlat(const std::uint8_t* above, const std::uint8_t* here, const std::uint8_t* below) {
    unsigned differs = 0;
    for (std::size_t x = 0; x < kBlock; ++x) {
        differs |=
            static_cast<unsigned>(here[x - 1] ^ here[x + 1]) | static_cast<unsigned>(above[x] ^ below[x]);
    }
    return differs == 0;
}

}  // namespace

void MatteDrawing::paint(QPainter& painter, const engine::Image& matte, const QColor& colour,
                         const QRectF& place) {
    const double ratio = painter.device()->devicePixelRatioF();
    const QRect window(QPoint(0, 0), QSizeF(painter.window().size() * ratio).toSize());
    follow(matte, colour, QRectF(place.topLeft() * ratio, place.size() * ratio), window);
    if (picture_.isNull()) return;
    painter.save();
    painter.scale(1 / ratio, 1 / ratio);
    painter.drawImage(topLeft(), picture_);
    painter.restore();
}

void MatteDrawing::follow(const engine::Image& matte, const QColor& colour, const QRectF& place,
                          const QRect& window) {
    const bool same_matte = matte.sharesPixelsWith(matte_);
    if (!same_matte) {
        matte_ = matte;
        filled_ = filledBox(matte);
    }
    const QRectF filled(place.x() + filled_.x() * place.width(), place.y() + filled_.y() * place.height(),
                        filled_.width() * place.width(), filled_.height() * place.height());
    const QRect seen = filled_.isEmpty() ? QRect() : filled.toAlignedRect().intersected(window);
    const QPointF shift = place.topLeft() - place_.topLeft();
    // A view that is moved shows the same picture elsewhere, as long as nothing of it comes or goes.
    const bool only_moved = same_matte && colour == colour_ && place.size() == place_.size() &&
                            isWhole(shift) && seen == seen_.translated(shift.toPoint());
    colour_ = colour;
    place_ = place;
    seen_ = seen;
    if (!only_moved) draw();
}

void MatteDrawing::draw() {
    if (seen_.isEmpty()) {
        picture_ = {};
        return;
    }
    if (picture_.size() != seen_.size()) picture_ = QImage(seen_.size(), QImage::Format_ARGB32_Premultiplied);
    if (picture_.isNull()) return;  // no memory
    const std::array<QRgb, 256> tints = tintsOf(colour_);
    QColor line = colour_;
    line.setAlpha(255);
    line = line.lighter(140);
    Sampler sampler(matte_, place_, seen_);
    std::vector<std::uint8_t> above, here, below;
    sampler.row(0, here);
    above = here;
    const auto width = static_cast<std::size_t>(seen_.width());
    const int last_y = seen_.height() - 1;
    for (int y = 0; y <= last_y; ++y) {
        sampler.row(std::min(y + 1, last_y), below);
        auto* to = reinterpret_cast<QRgb*>(picture_.scanLine(y));
        for (std::size_t x = 0; x < width; ++x) to[x] = tints[here[x]];
        for (std::size_t x = 0; x < width; ++x) {
            const bool is_inside = x > 0 && x + kBlock < width;
            if (is_inside && isFlat(&above[x], &here[x], &below[x])) {
                x += kBlock - 1;
                continue;
            }
            const int across = here[x + (x + 1 < width ? 1 : 0)] - here[x - (x > 0 ? 1 : 0)];
            const int down = below[x] - above[x];
            if (across == 0 && down == 0) continue;
            // To first order the line is this far from the middle of the pixel.
            const float away = std::abs(static_cast<float>(here[x]) - kMatteHalf);
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
