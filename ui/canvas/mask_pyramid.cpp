#include "ui/canvas/mask_pyramid.h"

#include <algorithm>

namespace ui {

void MaskPyramid::startOver(QSize size) {
    constexpr int kSmallest = 32;
    size_ = size;
    extent_ = QRect();
    levels_.clear();
    int width = size.width();
    int height = size.height();
    while (std::max(width, height) > kSmallest) {
        width = (width + 1) / 2;
        height = (height + 1) / 2;
        Level level;
        level.width = width;
        level.height = height;
        level.blocks_across = (width + kBlock - 1) / kBlock;
        level.pixels.resize(size_t(width) * size_t(height));
        level.stale.resize(size_t(level.blocks_across) * size_t((height + kBlock - 1) / kBlock), false);
        levels_.push_back(std::move(level));
    }
}

void MaskPyramid::invalidate(const QImage& mask, const QRect& dirty) {
    if (mask.isNull()) {
        startOver({});
        return;
    }
    QRect area = dirty & mask.rect();
    if (mask.size() != size_) {
        startOver(mask.size());
        area = mask.rect();  // nobody said what was in it
    }
    if (area.isEmpty()) return;
    extent_ |= area;
    int shift = 0;
    for (Level& level : levels_) {
        ++shift;
        const int first_row = (area.top() >> shift) / kBlock;
        const int last_row = (area.bottom() >> shift) / kBlock;
        const int first_column = (area.left() >> shift) / kBlock;
        const int last_column = (area.right() >> shift) / kBlock;
        for (int row = first_row; row <= last_row; ++row) {
            for (int column = first_column; column <= last_column; ++column)
                level.stale[size_t(row) * size_t(level.blocks_across) + size_t(column)] = true;
        }
    }
}

MaskPyramid::View MaskPyramid::view(const QImage& mask, int level, const QRect& area) {
    if (level == 0) return {mask.constBits(), mask.bytesPerLine(), mask.width(), mask.height()};
    refresh(mask, level, area);
    const Level& kept = levels_[size_t(level) - 1];
    return {kept.pixels.data(), kept.width, kept.width, kept.height};
}

void MaskPyramid::refresh(const QImage& mask, int level, const QRect& area) {
    if (level == 0) return;
    Level& kept = levels_[size_t(level) - 1];
    const QRect inside = area & QRect(0, 0, kept.width, kept.height);
    if (inside.isEmpty()) return;
    for (int row = inside.top() / kBlock; row <= inside.bottom() / kBlock; ++row) {
        for (int column = inside.left() / kBlock; column <= inside.right() / kBlock; ++column) {
            auto stale = kept.stale[size_t(row) * size_t(kept.blocks_across) + size_t(column)];
            if (!stale) continue;
            stale = false;
            const QRect block =
                QRect(column * kBlock, row * kBlock, kBlock, kBlock) & QRect(0, 0, kept.width, kept.height);
            const QRect finer(block.topLeft() * 2, block.size() * 2);
            halve(view(mask, level - 1, finer), kept, block);
        }
    }
}

void MaskPyramid::halve(const View& finer, Level& level, const QRect& area) {
    // An odd last row or column counts twice.
    const int pairs = std::min(area.right(), finer.width / 2 - 1) + 1;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        const uchar* upper = finer.row(2 * y);
        const uchar* lower = finer.row(std::min(2 * y + 1, finer.height - 1));
        uchar* out = level.pixels.data() + size_t(y) * size_t(level.width);
        for (int x = area.left(); x < pairs; ++x)
            out[x] = uchar((upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1] + 2) >> 2);
        if (pairs <= area.right()) out[pairs] = uchar((upper[2 * pairs] + lower[2 * pairs] + 1) >> 1);
    }
}

}  // namespace ui
