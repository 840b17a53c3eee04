#pragma once

#include <QObject>
#include <QPainter>
#include <QRect>
#include <optional>
#include <vector>

#include "ui/canvas/picture.h"
#include "ui/canvas/tile_cache.h"
#include "ui/canvas/view_transform.h"

namespace ui {

/// Puts the photo on the screen from tiles: knows which are visible, orders what is missing, and always draws
/// something. A new picture (an edit, a preview) replaces the old one only when all its visible tiles are
/// there, so nothing flickers; one that comes meanwhile waits, and only the newest of those is kept. All view
/// coordinates here are screen pixels.
class TileStage : public QObject {
    Q_OBJECT

public:
    enum class Which { Original, Edited };

    explicit TileStage(const engine::Darkroom& darkroom, QObject* parent = nullptr);

    void open(const engine::Photo& photo);
    void setDisplay(const engine::IccProfile& profile);  ///< of the screen; null: sRGB
    void show(std::vector<engine::Layer> layers);
    /// What is looked at from now on.
    void look(const ViewTransform& view, const QRect& visible, bool original_too);

    void paint(QPainter& painter, const QRect& dirty, Which which);

    /// Every visible tile of the newest picture is there.
    bool isComplete() const;
    const engine::Size& photoSize() const { return photo_size_; }
    QRect photoRect() const;  ///< on the screen

    /// The level whose pixels come nearest to the screen's, from above: scale × 2^level lies in (½, 1].
    static int levelFor(double scale, int levels);

Q_SIGNALS:
    void changed(const QRect& screen_rect);

private:
    std::vector<TileKey> tilesIn(const QRect& screen_rect, int level) const;
    TileKey keyOf(const TileKey& place, const Picture& picture) const;
    QRect screenRect(const TileKey& place) const;
    bool hasAll(const Picture& picture) const;
    void orderMissing();
    void promote();
    void tileReady(const TileKey& key);
    void paintStandIn(QPainter& painter, const TileKey& place, const Picture& picture);

    TileCache cache_;
    LayerNumbers numbers_;
    Picture original_;                ///< no layers
    Picture shown_;                   ///< on the screen
    std::optional<Picture> wanted_;   ///< being rendered, to be shown next
    std::optional<Picture> waiting_;  ///< came while wanted_ was not ready yet
    int levels_ = 0;
    engine::Size photo_size_;
    std::vector<engine::Size> level_sizes_;
    ViewTransform view_;
    QRect visible_;
    int level_ = 0;
    bool original_too_ = false;
};

}  // namespace ui
