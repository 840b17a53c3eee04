#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/document/mask_operations.h"

namespace ui {

namespace {

constexpr int kStripRows = 32;

/// Signed area that edges cover, per pixel, as differences along each row: summed from the left they give how
/// much of a pixel lies inside (the accumulation buffer of font rasterisers). One strip of rows at a time.
class CoverageStrip {
public:
    explicit CoverageStrip(const QRect& area) : area_(area), cells_(size_t(area.width() + 2) * kStripRows) {}

    void begin(int top) {
        top_ = top;
        std::fill(cells_.begin(), cells_.end(), 0.0f);
    }

    void addEdge(QPointF a, QPointF b) {
        if (a.y() == b.y()) return;
        const float direction = a.y() < b.y() ? 1.0f : -1.0f;
        if (direction < 0) std::swap(a, b);
        const double slope = (b.x() - a.x()) / (b.y() - a.y());
        const double from = std::max(a.y(), double(top_));
        const double to = std::min(b.y(), double(top_ + kStripRows));
        for (double y = from; y < to;) {
            const int row = int(std::floor(y)) - top_;
            const double next = std::min(double(top_ + row + 1), to);
            addSlice(row, a.x() + (y - a.y()) * slope, a.x() + (next - a.y()) * slope,
                     float(next - y) * direction);
            y = next;
        }
    }

    /// The amounts (0…255) of a row of the strip.
    void amounts(int row, std::vector<uchar>& out) const {
        const float* cell = cells_.data() + size_t(row) * size_t(area_.width() + 2);
        float sum = 0;
        for (int x = 0; x < area_.width(); ++x) {
            sum += cell[x];
            out[size_t(x)] = uchar(std::min(1.0f, std::fabs(sum)) * 255.0f + 0.5f);
        }
    }

private:
    // An edge within one row, from x0 at its top to x1 at its bottom, `height` of a pixel high. What lies
    // left of the area still covers all of it; what lies right of it covers none.
    void addSlice(int row, double x0, double x1, float height) {
        const double start = std::min(x0, x1) - area_.left();
        const double end = std::max(x0, x1) - area_.left();
        const double width = area_.width();
        const double l = std::clamp(start, 0.0, width);
        const double r = std::clamp(end, 0.0, width);
        float* cell = cells_.data() + size_t(row) * size_t(area_.width() + 2);
        const int first = int(std::floor(l));
        const int last = int(std::ceil(r));
        const bool inside = start >= 0 && end <= width;
        if (inside && last <= first + 1) {
            const float middle = float((l + r) / 2 - first);
            cell[first] += height * (1 - middle);
            cell[first + 1] += height * middle;
            return;
        }
        const double per_pixel = end > start ? height / (end - start) : 0.0;
        if (start < 0) cell[0] += end > start ? float(per_pixel * (std::min(0.0, end) - start)) : height;
        // Each crossed pixel takes its share of the height; what lies right of the crossing goes to the next.
        for (int x = first; x < last; ++x) {
            const double from = std::max(l, double(x));
            const double to = std::min(r, double(x + 1));
            const double share = per_pixel * (to - from);
            const double middle = (from + to) / 2 - x;
            cell[x] += float(share * (1 - middle));
            cell[x + 1] += float(share * middle);
        }
    }

    const QRect area_;
    int top_ = 0;
    std::vector<float> cells_;
};

}  // namespace

QRect polygonBounds(const QPolygonF& outline, const QRect& mask_rect) {
    return outline.size() < 3 ? QRect() : outline.boundingRect().toAlignedRect() & mask_rect;
}

QRect fillPolygon(QImage& mask, const QPolygonF& outline, Combine how) {
    const QRect area = polygonBounds(outline, mask.rect());
    if (area.isEmpty()) return {};
    CoverageStrip strip(area);
    std::vector<uchar> amounts(size_t(area.width()));
    for (int top = area.top(); top <= area.bottom(); top += kStripRows) {
        strip.begin(top);
        for (qsizetype i = 0; i < outline.size(); ++i)
            strip.addEdge(outline[i], outline[(i + 1) % outline.size()]);
        const int rows = std::min(kStripRows, area.bottom() - top + 1);
        for (int row = 0; row < rows; ++row) {
            strip.amounts(row, amounts);
            uchar* out = mask.scanLine(top + row) + area.left();
            for (int x = 0; x < area.width(); ++x) {
                const uint below = out[x];
                const uint way = how == Combine::Add ? 255u - below : below;
                const uint step = (way * amounts[size_t(x)] + 127u) / 255u;
                out[x] = uchar(how == Combine::Add ? below + step : below - step);
            }
        }
    }
    return area;
}

}  // namespace ui
