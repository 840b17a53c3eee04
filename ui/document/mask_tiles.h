#pragma once

#include <QImage>
#include <QPoint>
#include <QRect>
#include <map>
#include <utility>
#include <vector>

namespace ui {

/// What a mask looked like before somebody painted in it: copies of its 256² tiles, each taken before its
/// first change. Costs what was touched, not what the photo measures. Also remembers whether there was a mask
/// at all.
class MaskTiles {
public:
    static constexpr int kSide = 256;

    explicit MaskTiles(bool had_mask = true) : had_mask_(had_mask) {}

    bool hadMask() const { return had_mask_; }
    bool isEmpty() const { return tiles_.empty(); }

    /// Copies the tiles of `mask` that meet `area` and have not been copied yet.
    void keep(const QImage& mask, const QRect& area);
    /// The kept bytes from (x, y) rightwards to the end of its tile; the tile must have been kept.
    const uchar* kept(int x, int y) const;
    /// Writes everything that was kept back into `mask` and returns what that covers.
    QRect restore(QImage& mask) const;

    /// Forgets tiles that equal `mask`, and packs tiles of one value, so that an undo step stays small.
    void keepOnlyChanges(const QImage& mask);
    /// Exchanges the kept pixels with the mask's and returns what that covers.
    QRect swap(QImage& mask);

    /// The tiles (column, row) that meet `area`.
    static QRect tilesOf(const QRect& area);

private:
    struct Tile {
        QRect area;
        std::vector<uchar> pixels;  ///< rows of area.width() bytes; one single byte when all are alike
        bool isPacked() const { return pixels.size() == 1; }
        void pack();
        void unpack();
    };
    using Place = std::pair<int, int>;  ///< row, column

    bool had_mask_;
    std::map<Place, Tile> tiles_;
};

}  // namespace ui
