#include "engine/models/portrait_reader/body_points.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/api/reading.h"
#include "engine/models/portrait_reader/mesh_mirror.h"

namespace engine {
namespace {

// In face widths.
constexpr double kNeckBelowChin = 0.42, kShoulderAside = 1.15, kShoulderNearest = 0.6,
                 kShoulderBelowEdge = 0.22, kShoulderBreadth = 0.12, kShoulderOverChin = 0.45;
constexpr double kFromBorder = 0.04;  ///< of the picture's width: a shoulder beyond it is told there
constexpr std::size_t kFewestColumns = 3;

/// Clothes, or the skin of bare shoulders.
bool isBody(const PartLabels& parts, int x, int y) {
    const int part = parts.at(x, y);
    return part == static_cast<int>(Part::Clothes) || part == static_cast<int>(Part::Skin);
}

/// The middle of the run of bare skin around column x of one row, or x where there is none.
double middleOfSkin(const PartLabels& parts, double x, int y, double reach) {
    if (y < 0 || y >= parts.size.height) return x;
    double sum = 0;
    int count = 0;
    const int end = std::min(parts.size.width, static_cast<int>(x + reach));
    for (int c = std::max(0, static_cast<int>(x - reach)); c < end; ++c) {
        if (parts.at(c, y) != static_cast<int>(Part::Skin)) continue;
        sum += c;
        ++count;
    }
    return count > reach * 0.4 ? sum / count : x;
}

/// The row where the body begins in one column, from the picture's lower border up; below 0: none do.
int topOfBody(const PartLabels& parts, int x) {
    constexpr int kFewOthers = 2;  // a strand of hair, a strap
    int top = -1;
    for (int y = parts.size.height - 1; y >= 0 && (top < 0 ? parts.size.height : top) - y <= kFewOthers + 1;
         --y) {
        if (isBody(parts, x, y)) top = y;
    }
    return top;
}

BodyPoint shoulderAt(const PartLabels& parts, const ImagePoint& neck, double aside, double width,
                     double highest) {
    const int last = parts.size.width - 3;
    const double border = kFromBorder * parts.size.width;
    const int x =
        static_cast<int>(std::clamp(neck.x + aside, border, std::max(border, parts.size.width - border)));
    if (x >= parts.size.width || std::abs(x - neck.x) < kShoulderNearest * width) return {};
    std::vector<int> tops;
    for (const double step : {-1.0, -0.5, 0.0, 0.5, 1.0}) {
        const int column =
            std::clamp(x + static_cast<int>(std::lround(step * kShoulderBreadth * width)), 2, last);
        if (const int top = topOfBody(parts, column); top >= 0) tops.push_back(top);
    }
    if (tops.size() < kFewestColumns) return {};
    const auto middle = tops.begin() + static_cast<std::ptrdiff_t>(tops.size() / 2);
    std::nth_element(tops.begin(), middle, tops.end());
    if (*middle < highest) return {};
    return {{static_cast<double>(x), *middle + kShoulderBelowEdge * width}, true};
}

}  // namespace

double faceWidth(const std::vector<ImagePoint>& mesh) {
    constexpr double kHigh = 1.2;  // times as high as wide
    // The oval is the convex hull of the mesh: every other point lies inside.
    double left = mesh[0].x, right = left, top = mesh[0].y, bottom = top;
    for (const ImagePoint& p : mesh) {
        left = std::min(left, p.x), right = std::max(right, p.x);
        top = std::min(top, p.y), bottom = std::max(bottom, p.y);
    }
    return std::sqrt((right - left) * (bottom - top) / kHigh);
}

BodyPoint neckOf(const PartLabels& parts, const std::vector<ImagePoint>& mesh) {
    const ImagePoint chin = mesh[kChin], forehead = mesh[kForehead];
    const double width = faceWidth(mesh);
    const double high = std::max(1.0, std::hypot(chin.x - forehead.x, chin.y - forehead.y));
    // A head tilts more than the body under it.
    const ImagePoint down{0.4 * (chin.x - forehead.x) / high, 0.4 * (chin.y - forehead.y) / high + 0.6};
    const ImagePoint neck{middleOfSkin(parts, chin.x + down.x * 0.25 * width,
                                       static_cast<int>(chin.y + 0.2 * width), 0.6 * width),
                          chin.y + down.y * kNeckBelowChin * width};
    return {neck, neck.x >= 0 && neck.x < parts.size.width && neck.y < parts.size.height};
}

std::array<BodyPoint, 2> shouldersOf(const PartLabels& parts, const std::vector<ImagePoint>& mesh,
                                     const ImagePoint& neck) {
    const double width = faceWidth(mesh);
    const double highest = mesh[kChin].y - kShoulderOverChin * width;
    const auto beside = [&](double aside) { return shoulderAt(parts, neck, aside, width, highest); };
    return {beside(-kShoulderAside * width), beside(kShoulderAside * width)};
}

}  // namespace engine
