#include "ui/session/head_circle.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace ui {
namespace {

using engine::ImagePoint;
using engine::JointName;

constexpr double kRoomAroundMesh = 1.25;  // the mesh ends below the hair
constexpr int kRounds = 20;

/// The movement at a place, in pixels: between the field's four nearest values.
ImagePoint movementAt(const engine::Change& change, ImagePoint at) {
    const engine::WarpField& warp = change.warp;
    const engine::Rect& region = change.region;
    const auto& values = *warp.offset;
    const auto place = [](double from, double length, int count) {
        return std::clamp(from / length * count - 0.5, 0.0, count - 1.0);
    };
    const double x = place(at.x - region.x, region.width, warp.size.width);
    const double y = place(at.y - region.y, region.height, warp.size.height);
    const int left = static_cast<int>(x), top = static_cast<int>(y);
    const auto value = [&](int part) {
        const auto one = [&](int column, int row) {
            column = std::min(column, warp.size.width - 1);
            row = std::min(row, warp.size.height - 1);
            const std::size_t cell = static_cast<std::size_t>(row) * warp.size.width + column;
            return static_cast<double>(values[2 * cell + part]);
        };
        const double above = std::lerp(one(left, top), one(left + 1, top), x - left);
        const double below = std::lerp(one(left, top + 1), one(left + 1, top + 1), x - left);
        return std::lerp(above, below, y - top);
    };
    return {value(0) * region.width, value(1) * region.height};
}

bool leftOf(ImagePoint a, ImagePoint b) {
    return a.x < b.x;
}

bool above(ImagePoint a, ImagePoint b) {
    return a.y < b.y;
}

HeadCircle circleAround(const std::vector<ImagePoint>& outline) {
    const auto [west, east] = std::minmax_element(outline.begin(), outline.end(), leftOf);
    const auto [north, south] = std::minmax_element(outline.begin(), outline.end(), above);
    return {{(west->x + east->x) / 2, (north->y + south->y) / 2},
            kRoomAroundMesh * std::max(east->x - west->x, south->y - north->y) / 2};
}

}  // namespace

HeadCircle headOf(const engine::Reading& reading, int face, const engine::Change* change) {
    if (face < 0 || face >= static_cast<int>(reading.faces.size())) return {};
    const engine::Rect& box = reading.faces[static_cast<std::size_t>(face)].box;
    std::vector<ImagePoint> outline = {{double(box.x), double(box.y)},
                                       {double(box.right()), double(box.bottom())}};
    if (!reading.mesh.empty()) {
        const auto [west, east] = std::minmax_element(reading.mesh.begin(), reading.mesh.end(), leftOf);
        const auto [north, south] = std::minmax_element(reading.mesh.begin(), reading.mesh.end(), above);
        outline = {*west, *east, *north, *south};
    }
    HeadCircle head = circleAround(outline);
    if (change) {
        for (ImagePoint& point : outline) point = carried(*change, point);
        head.middle = circleAround(outline).middle;  // a head keeps its size
    }
    return head;
}

ImagePoint headShift(const engine::Skeleton& from, const engine::Skeleton& to) {
    ImagePoint sum;
    int count = 0;
    for (int i = 0; i < engine::kJointCount; ++i) {
        const auto name = static_cast<JointName>(i);
        if (!isOfHead(name) || !from.has(name) || !to.has(name)) continue;
        sum.x += to[name].at.x - from[name].at.x;
        sum.y += to[name].at.y - from[name].at.y;
        ++count;
    }
    return count ? ImagePoint{sum.x / count, sum.y / count} : ImagePoint{};
}

ImagePoint carried(const engine::Change& change, ImagePoint place) {
    const engine::WarpField& warp = change.warp;
    const bool moves = warp.offset && !warp.size.isEmpty() && !change.region.isEmpty() &&
                       warp.offset->size() == 2 * static_cast<std::size_t>(warp.size.area());
    if (!moves) return place;
    // The field says of each place where it comes from; what comes from here is looked for.
    ImagePoint at = place;
    for (int round = 0; round < kRounds; ++round) {
        const ImagePoint way = movementAt(change, at);
        at = {place.x - way.x, place.y - way.y};
    }
    return at;
}

}  // namespace ui
