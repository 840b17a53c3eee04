#include "ui/document/mask_operations.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <thread>
#include <vector>

namespace ui {

namespace {

// Calls work(first, end) for two halves of `count` rows, one of them in another thread.
template <typename Work>
void inTwo(int count, Work work) {
    constexpr int kWorthAThread = 64;
    if (count < kWorthAThread) {
        work(0, count);
        return;
    }
    const int middle = count / 2;
    const std::jthread upper([&] { work(0, middle); });
    work(middle, count);
}

uchar combined(uint below, uint amount, Combine how) {
    const uint way = how == Combine::Add ? 255u - below : below;
    const uint step = (way * amount + 127u) / 255u;
    return uchar(how == Combine::Add ? below + step : below - step);
}

void combineRow(uchar* out, const uchar* below, const uchar* amount, int count, Combine how) {
    for (int x = 0; x < count; ++x) out[x] = combined(below[x], amount[x], how);
}

/// 16-bit working pixels of a part of a mask, so that soft edges do not band.
struct Plane {
    int width = 0;
    int height = 0;
    std::vector<quint16> pixels;
    quint16* row(int y) { return pixels.data() + size_t(y) * size_t(width); }
    const quint16* row(int y) const { return pixels.data() + size_t(y) * size_t(width); }
};

void boxAcross(Plane& plane, int radius) {
    inTwo(plane.height, [&](int first, int end) {
        std::vector<quint16> padded(size_t(plane.width + 2 * radius + 1));
        const float scale = 1.0f / float(2 * radius + 1);
        for (int y = first; y < end; ++y) {
            quint16* row = plane.row(y);
            std::fill_n(padded.begin(), radius, row[0]);
            std::copy_n(row, plane.width, padded.begin() + radius);
            std::fill(padded.begin() + radius + plane.width, padded.end(), row[plane.width - 1]);
            quint32 sum = 0;
            for (int i = 0; i < 2 * radius; ++i) sum += padded[size_t(i)];
            for (int x = 0; x < plane.width; ++x) {
                sum += padded[size_t(x + 2 * radius)];
                row[x] = quint16(float(sum) * scale + 0.5f);
                sum -= padded[size_t(x)];
            }
        }
    });
}

// Columns are summed in blocks that stay in the cache, a row of sums at a time.
void boxDown(const Plane& from, Plane& to, int radius) {
    const auto columns = [&](int left, int right) {
        const int count = right - left;
        std::vector<quint32> sums(size_t(count), 0);
        const float scale = 1.0f / float(2 * radius + 1);
        const auto held = [&](int y) { return from.row(std::clamp(y, 0, from.height - 1)) + left; };
        for (int y = -radius; y < radius; ++y) {
            const quint16* row = held(y);
            for (int x = 0; x < count; ++x) sums[size_t(x)] += row[x];
        }
        for (int y = 0; y < from.height; ++y) {
            const quint16* enters = held(y + radius);
            const quint16* leaves = held(y - radius);
            quint16* out = to.row(y) + left;
            quint32* sum = sums.data();
            for (int x = 0; x < count; ++x) {
                sum[x] += enters[x];
                out[x] = quint16(float(qint32(sum[x])) * scale + 0.5f);
                sum[x] -= leaves[x];
            }
        }
    };
    inTwo(from.width, columns);
}

// Radii of three boxes whose joint variance is nearest to sigma² (Kovesi, "Fast Almost-Gaussian Filtering",
// 2010).
std::array<int, 3> boxRadii(double sigma) {
    const double ideal = std::sqrt(12.0 * sigma * sigma / 3.0 + 1.0);
    int lower = int(std::floor(ideal));
    if (lower % 2 == 0) --lower;
    const double count =
        (12.0 * sigma * sigma - 3.0 * lower * lower - 12.0 * lower - 9.0) / (-4.0 * lower - 4.0);
    std::array<int, 3> radii{};
    for (int i = 0; i < 3; ++i) radii[size_t(i)] = (i < std::lround(count) ? lower : lower + 2) / 2;
    return radii;
}

// The largest of a pixel and its neighbours: the four beside it, or all eight.
void growOnce(const QImage& from, QImage& to, const QRect& area, bool corners) {
    const QImage& source = from;
    uchar* const bits = to.bits();
    inTwo(area.height(), [&](int first, int end) {
        std::vector<uchar> column_max(size_t(area.width()) + 2);
        for (int y = area.top() + first; y < area.top() + end; ++y) {
            const uchar* here = source.constScanLine(y);
            const uchar* above = source.constScanLine(std::max(y - 1, 0));
            const uchar* below = source.constScanLine(std::min(y + 1, source.height() - 1));
            const int left = area.left();
            const int count = area.width();
            uchar* tall = column_max.data() + 1;
            for (int x = 0; x < count; ++x)
                tall[x] = std::max({here[left + x], above[left + x], below[left + x]});
            uchar* out = bits + qsizetype(y) * to.bytesPerLine() + left;
            // Within the area nothing but black lies beside it: it is as wide as growing will ever reach.
            tall[-1] = corners ? tall[0] : uchar(0);
            tall[count] = corners ? tall[count - 1] : uchar(0);
            if (corners) {
                for (int x = 0; x < count; ++x) out[x] = std::max({tall[x - 1], tall[x], tall[x + 1]});
            } else {
                out[0] = std::max(tall[0], count > 1 ? here[left + 1] : uchar(0));
                for (int x = 1; x < count - 1; ++x)
                    out[x] = std::max({tall[x], here[left + x - 1], here[left + x + 1]});
                if (count > 1) out[count - 1] = std::max(tall[count - 1], here[left + count - 2]);
            }
        }
    });
}

QImage blackImage(engine::Size size) {
    QImage image(size.width, size.height, QImage::Format_Grayscale8);
    image.fill(0);
    return image;
}

}  // namespace

QImage invertMask(const QImage& mask) {
    QImage out(mask.size(), QImage::Format_Grayscale8);
    if (mask.isNull()) return out;
    uchar* const bits = out.bits();
    inTwo(mask.height(), [&](int first, int end) {
        for (int y = first; y < end; ++y) {
            const uchar* from = mask.constScanLine(y);
            uchar* to = bits + qsizetype(y) * out.bytesPerLine();
            for (int x = 0; x < mask.width(); ++x) to[x] = uchar(255 - from[x]);
        }
    });
    return out;
}

QImage featherMask(const QImage& mask, double radius) {
    if (mask.isNull() || radius <= 0) return mask;
    const std::array<int, 3> radii = boxRadii(radius / 2);
    const int reach = radii[0] + radii[1] + radii[2];
    if (reach == 0) return mask;
    const QRect area = paintedRect(mask).adjusted(-reach, -reach, reach, reach) & mask.rect();
    if (area.isEmpty()) return mask;

    Plane plane{area.width(), area.height(), {}};
    plane.pixels.resize(size_t(area.width()) * size_t(area.height()));
    Plane other = plane;
    for (int y = 0; y < area.height(); ++y) {
        const uchar* from = mask.constScanLine(area.top() + y) + area.left();
        std::transform(from, from + area.width(), plane.row(y),
                       [](uchar value) { return quint16(value * 257); });
    }
    for (const int box : radii) {
        if (box == 0) continue;
        boxAcross(plane, box);
        boxDown(plane, other, box);
        std::swap(plane.pixels, other.pixels);
    }
    QImage out = mask.copy();
    for (int y = 0; y < area.height(); ++y) {
        uchar* to = out.scanLine(area.top() + y) + area.left();
        const quint16* from = plane.row(y);
        for (int x = 0; x < area.width(); ++x) to[x] = uchar((from[x] + 128) / 257);
    }
    return out;
}

QImage growMask(const QImage& mask, int radius) {
    if (mask.isNull() || radius <= 0) return mask;
    const QRect area = paintedRect(mask).adjusted(-radius, -radius, radius, radius) & mask.rect();
    if (area.isEmpty()) return mask;
    // Squares and diamonds by turns make a regular octagon: √2 − 1 of the steps go to all eight neighbours.
    constexpr double kSquareShare = 0.41421356;
    QImage now = mask.copy();
    QImage next = blackImage({mask.width(), mask.height()});
    for (int step = 0; step < radius; ++step) {
        const bool corners = std::floor((step + 1) * kSquareShare) > std::floor(step * kSquareShare);
        growOnce(now, next, area, corners);
        now.swap(next);
    }
    return now;
}

QImage shrinkMask(const QImage& mask, int radius) {
    if (mask.isNull() || radius <= 0) return mask;
    return invertMask(growMask(invertMask(mask), radius));
}

QImage maskFromPart(const engine::Image& part, const engine::Rect& region, engine::Size size) {
    QImage out = blackImage(size);
    const engine::Rect area = region.intersected(engine::wholeOf(size));
    if (part.isNull() || part.channels() != 1 || part.type() == engine::PixelType::F32 || area.isEmpty())
        return out;
    const auto value = [&](int x, int y) -> float {
        return part.type() == engine::PixelType::U8 ? part.row<quint8>(y)[x]
                                                    : part.row<quint16>(y)[x] / 257.0f;
    };
    struct Place {
        int lower, upper;
        float weight;
    };
    const auto places = [](int from, int count, int region_from, int region_length, int part_length) {
        std::vector<Place> axis(static_cast<size_t>(count));
        for (int i = 0; i < count; ++i) {
            const double at = std::clamp((from + i + 0.5 - region_from) * part_length / region_length - 0.5,
                                         0.0, double(part_length - 1));
            const int lower = int(at);
            axis[size_t(i)] = {lower, std::min(lower + 1, part_length - 1), float(at - lower)};
        }
        return axis;
    };
    const auto across = places(area.x, area.width, region.x, region.width, part.width());
    const auto down = places(area.y, area.height, region.y, region.height, part.height());
    uchar* const bits = out.bits();
    inTwo(area.height, [&](int first, int end) {
        std::vector<float> blend(size_t(part.width()));
        for (int y = first; y < end; ++y) {
            const Place& v = down[size_t(y)];
            for (int x = 0; x < part.width(); ++x) {
                const float upper = value(x, v.lower);
                blend[size_t(x)] = upper + (value(x, v.upper) - upper) * v.weight;
            }
            uchar* to = bits + qsizetype(area.y + y) * out.bytesPerLine() + area.x;
            for (int x = 0; x < area.width; ++x) {
                const Place& h = across[size_t(x)];
                const float left = blend[size_t(h.lower)];
                to[x] = uchar(left + (blend[size_t(h.upper)] - left) * h.weight + 0.5f);
            }
        }
    });
    return out;
}

QImage combineMasks(const QImage& mask, const QImage& other, Combine how) {
    if (other.isNull() || (mask.isNull() && how == Combine::Subtract)) return mask;
    if (mask.isNull()) return other;
    QImage out(mask.size(), QImage::Format_Grayscale8);
    uchar* const bits = out.bits();
    inTwo(mask.height(), [&](int first, int end) {
        for (int y = first; y < end; ++y) {
            combineRow(bits + qsizetype(y) * out.bytesPerLine(), mask.constScanLine(y),
                       other.constScanLine(y), mask.width(), how);
        }
    });
    return out;
}

QImage gradientOnMask(const QImage& mask, engine::Size size, QPointF from, QPointF to, Combine how) {
    const QPointF way = to - from;
    const double squared = QPointF::dotProduct(way, way);
    if (squared <= 0) return mask;
    QImage out(size.width, size.height, QImage::Format_Grayscale8);
    uchar* const bits = out.bits();
    inTwo(size.height, [&](int first, int end) {
        std::vector<uchar> amount(size_t(size.width));
        const std::vector<uchar> black(mask.isNull() ? size_t(size.width) : 0);
        const float slope = float(-255.0 * way.x() / squared);
        for (int y = first; y < end; ++y) {
            const QPointF apart = QPointF(0.5, y + 0.5) - from;
            const float begin = float(255.0 - 255.0 * QPointF::dotProduct(apart, way) / squared) + 0.5f;
            for (int x = 0; x < size.width; ++x)
                amount[size_t(x)] = uchar(int(std::min(255.0f, std::max(0.0f, begin + slope * float(x)))));
            const uchar* below = mask.isNull() ? black.data() : mask.constScanLine(y);
            combineRow(bits + qsizetype(y) * out.bytesPerLine(), below, amount.data(), size.width, how);
        }
    });
    return out;
}

QRect paintedRect(const QImage& mask) {
    QRect painted;
    for (int y = 0; y < mask.height(); ++y) {
        const uchar* row = mask.constScanLine(y);
        const auto marked = [](uchar value) { return value != 0; };
        const uchar* first = std::find_if(row, row + mask.width(), marked);
        if (first == row + mask.width()) continue;
        const uchar* last = row + mask.width() - 1;
        while (*last == 0) --last;
        painted |= QRect(QPoint(int(first - row), y), QPoint(int(last - row), y));
    }
    return painted;
}

bool isBlackRow(const uchar* row, int width) {
    // It begins black and equals itself shifted by one: memcmp is the fastest scan there is.
    return width == 0 || (row[0] == 0 && std::memcmp(row, row + 1, size_t(width) - 1) == 0);
}

}  // namespace ui
