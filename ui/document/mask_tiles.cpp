#include "ui/document/mask_tiles.h"

#include <algorithm>
#include <cstring>

namespace ui {

QRect MaskTiles::tilesOf(const QRect& area) {
    if (area.isEmpty()) return {};
    return QRect(QPoint(area.left() / kSide, area.top() / kSide),
                 QPoint(area.right() / kSide, area.bottom() / kSide));
}

void MaskTiles::keep(const QImage& mask, const QRect& area) {
    const QRect places = tilesOf(area & mask.rect());
    for (int row = places.top(); row <= places.bottom(); ++row) {
        for (int column = places.left(); column <= places.right(); ++column) {
            const auto [slot, is_new] = tiles_.try_emplace({row, column});
            if (!is_new) continue;
            Tile& tile = slot->second;
            tile.area = QRect(column * kSide, row * kSide, kSide, kSide) & mask.rect();
            const size_t width = size_t(tile.area.width());
            tile.pixels.resize(width * size_t(tile.area.height()));
            for (int y = 0; y < tile.area.height(); ++y) {
                std::memcpy(tile.pixels.data() + width * size_t(y),
                            mask.constScanLine(tile.area.y() + y) + tile.area.x(), width);
            }
        }
    }
}

const uchar* MaskTiles::kept(int x, int y) const {
    const Tile& tile = tiles_.at({y / kSide, x / kSide});
    return tile.pixels.data() + size_t(y - tile.area.y()) * size_t(tile.area.width()) + (x - tile.area.x());
}

QRect MaskTiles::restore(QImage& mask) const {
    QRect covered;
    for (const auto& [place, tile] : tiles_) {
        const size_t width = size_t(tile.area.width());
        for (int y = 0; y < tile.area.height(); ++y) {
            uchar* row = mask.scanLine(tile.area.y() + y) + tile.area.x();
            if (tile.isPacked()) {
                std::memset(row, tile.pixels.front(), width);
            } else {
                std::memcpy(row, tile.pixels.data() + width * size_t(y), width);
            }
        }
        covered |= tile.area;
    }
    return covered;
}

void MaskTiles::keepOnlyChanges(const QImage& mask) {
    std::erase_if(tiles_, [&](const auto& entry) {
        const Tile& tile = entry.second;
        if (tile.isPacked()) return false;
        const size_t width = size_t(tile.area.width());
        for (int y = 0; y < tile.area.height(); ++y) {
            const uchar* row = mask.constScanLine(tile.area.y() + y) + tile.area.x();
            if (std::memcmp(row, tile.pixels.data() + width * size_t(y), width) != 0) return false;
        }
        return true;
    });
    for (auto& [place, tile] : tiles_) tile.pack();
}

QRect MaskTiles::swap(QImage& mask) {
    QRect covered;
    for (auto& [place, tile] : tiles_) {
        tile.unpack();
        const size_t width = size_t(tile.area.width());
        for (int y = 0; y < tile.area.height(); ++y) {
            uchar* row = mask.scanLine(tile.area.y() + y) + tile.area.x();
            std::swap_ranges(row, row + width, tile.pixels.data() + width * size_t(y));
        }
        tile.pack();
        covered |= tile.area;
    }
    return covered;
}

void MaskTiles::Tile::pack() {
    if (pixels.size() < 2 || std::memcmp(pixels.data(), pixels.data() + 1, pixels.size() - 1) != 0) return;
    pixels = std::vector<uchar>(1, pixels.front());
}

void MaskTiles::Tile::unpack() {
    const size_t count = size_t(area.width()) * size_t(area.height());
    if (pixels.size() != count) pixels.assign(count, uchar(pixels.front()));
}

}  // namespace ui
