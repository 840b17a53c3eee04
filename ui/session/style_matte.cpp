#include "ui/session/style_matte.h"

#include <algorithm>
#include <cstdint>

namespace ui {
namespace {

constexpr int kHalfCovered = 128;

bool isGrey(const engine::Image& image) {
    return !image.isNull() && image.channels() == 1 && image.type() == engine::PixelType::U8;
}

}  // namespace

engine::Image unitedMattes(std::span<const engine::Image> mattes) {
    if (mattes.empty() || mattes.size() == 1) return mattes.empty() ? engine::Image() : mattes.front();
    const engine::Size size = mattes.front().size();
    engine::ImageBuilder united(size, 1, engine::PixelType::U8);
    std::fill_n(united.data(), united.rowBytes() * static_cast<std::size_t>(size.height), std::byte{0});
    for (const engine::Image& matte : mattes) {
        if (!isGrey(matte)) continue;
        for (int y = 0; y < size.height; ++y) {
            const auto* from = matte.row<std::uint8_t>(y * matte.height() / size.height);
            auto* to = united.row<std::uint8_t>(y);
            for (int x = 0; x < size.width; ++x) {
                to[x] = std::max(to[x], from[x * matte.width() / size.width]);
            }
        }
    }
    return std::move(united).finish();
}

QRectF matteBox(const engine::Image& matte) {
    if (!isGrey(matte)) return {};
    int left = matte.width(), right = -1, top = matte.height(), bottom = -1;
    for (int y = 0; y < matte.height(); ++y) {
        const auto* row = matte.row<std::uint8_t>(y);
        for (int x = 0; x < matte.width(); ++x) {
            if (row[x] < kHalfCovered) continue;
            left = std::min(left, x);
            right = std::max(right, x);
            top = std::min(top, y);
            bottom = y;
        }
    }
    if (right < 0) return {};
    const double width = matte.width(), height = matte.height();
    return {left / width, top / height, (right + 1 - left) / width, (bottom + 1 - top) / height};
}

}  // namespace ui
