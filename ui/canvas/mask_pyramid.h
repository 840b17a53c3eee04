#pragma once

#include <QImage>
#include <QRect>
#include <vector>

namespace ui {

/// Smaller versions of the mask, each half the one before, brought up to date only where somebody looks:
/// painting at 100 % never pays for them, and a stroke seen at fit pays only for the blocks it touched.
class MaskPyramid {
public:
    /// A level's bytes; valid until the mask or the pyramid changes.
    struct View {
        const uchar* bits = nullptr;
        qsizetype stride = 0;
        int width = 0;
        int height = 0;
        const uchar* row(int y) const { return bits + stride * y; }
    };

    /// `mask` changed within `dirty` (full-size pixels). A mask of another size starts over.
    void invalidate(const QImage& mask, const QRect& dirty);
    /// What may be other than black, in full-size pixels.
    const QRect& extent() const { return extent_; }
    int levels() const { return int(levels_.size()) + 1; }

    /// Level `level` (0: the mask itself), up to date within `area` (that level's pixels).
    View view(const QImage& mask, int level, const QRect& area);

private:
    static constexpr int kBlock = 64;  ///< what is rebuilt at once, in a level's own pixels

    struct Level {
        int width = 0;
        int height = 0;
        int blocks_across = 0;
        std::vector<uchar> pixels;
        std::vector<bool> stale;  ///< per block
    };

    void startOver(QSize size);
    void refresh(const QImage& mask, int level, const QRect& area);
    static void halve(const View& finer, Level& level, const QRect& area);

    QSize size_;
    QRect extent_;
    std::vector<Level> levels_;  ///< levels 1, 2, …
};

}  // namespace ui
