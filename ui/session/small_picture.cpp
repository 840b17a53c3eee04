#include "ui/session/small_picture.h"

#include <algorithm>
#include <new>

namespace ui {

engine::Rect squareAround(const engine::Rect& place, double around, engine::Size photo) {
    const int wanted = static_cast<int>(std::max(place.width, place.height) * around);
    const int side = std::clamp(wanted, 1, std::max(1, std::min(photo.width, photo.height)));
    const auto begin = [side](int from, int length, int whole) {
        return std::clamp(from + (length - side) / 2, 0, std::max(0, whole - side));
    };
    return {begin(place.x, place.width, photo.width), begin(place.y, place.height, photo.height), side, side};
}

QImage smallPicture(const engine::Darkroom& darkroom, const engine::Photo& photo,
                    const std::vector<engine::Layer>& layers, const engine::Rect& view, int side) {
    try {
        const int most = static_cast<int>(photo.levels.size()) - 1;
        int level = 0;
        while (level < most && (view.width >> (level + 1)) >= side) ++level;
        const engine::Rect source{view.x >> level, view.y >> level, std::max(1, view.width >> level),
                                  std::max(1, view.height >> level)};
        const engine::Image pixels = darkroom.render(photo, layers, level, source, nullptr);
        const QImage image(reinterpret_cast<const uchar*>(pixels.data()), pixels.width(), pixels.height(),
                           static_cast<qsizetype>(pixels.rowBytes()), QImage::Format_RGBA8888);
        return image.scaled(side, side, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation)
            .convertToFormat(QImage::Format_ARGB32_Premultiplied);
    } catch (const std::bad_alloc&) {
        return {};
    }
}

}  // namespace ui
