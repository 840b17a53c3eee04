#pragma once

#include <QHash>
#include <QImage>
#include <QObject>
#include <QThreadPool>
#include <list>
#include <vector>

#include "engine/api/darkroom.h"

namespace ui {

/// One 256² tile of a level, and a name for what it shows (see Picture::content).
struct TileKey {
    int level = 0;
    int x = 0;
    int y = 0;
    quint64 content = 0;
    bool operator==(const TileKey&) const = default;
};
size_t qHash(const TileKey& key, size_t seed = 0);

/// A tile to be rendered, and all that rendering it needs.
struct TileOrder {
    TileKey key;
    std::vector<engine::Layer> layers;
};

/// Display tiles of one photo: rendered by the darkroom in a pool of its own, kept up to a number of bytes,
/// the least recently used dropped first. GUI thread only; the pool sees values and its results come back
/// queued.
class TileCache : public QObject {
    Q_OBJECT

public:
    static constexpr int kSide = 256;
    static constexpr qsizetype kStandardBytes = 200 << 20;

    explicit TileCache(const engine::Darkroom& darkroom, qsizetype bytes = kStandardBytes,
                       QObject* parent = nullptr);
    ~TileCache() override;

    /// Another photo: every tile is forgotten, and what is still being rendered of the old one is dropped.
    void setPhoto(const engine::Photo& photo);

    /// Tiles in the colours of this screen from now on; null: sRGB. Those that are there are forgotten.
    void setDisplay(const engine::IccProfile& profile);

    /// What should be rendered, most urgent first; replaces earlier orders that have not begun.
    void order(std::vector<TileOrder> orders);

    /// Room for so many whole tiles even beyond the limit: what is on the screen must fit.
    void reserve(qsizetype tiles) { reserved_ = tiles * kSide * kSide * 4; }

    bool contains(const TileKey& key) const { return tiles_.contains(key); }
    /// The tile, or null. Counts as a use.
    const QImage* find(const TileKey& key);
    /// The newest tile that was rendered for this place, whatever it shows, or null.
    const QImage* latest(int level, int x, int y);

    bool isIdle() const { return queue_.empty() && rendering_.empty(); }
    qsizetype bytes() const { return bytes_; }

    /// The tile's own pixels of its level, without what lies beyond the level's edges.
    static engine::Rect sourceRect(const TileKey& key, engine::Size level_size);
    /// The photo's pixels that a tile shows, with a rim for what scaling mixes in from outside.
    static engine::Rect photoRect(const TileKey& key);

Q_SIGNALS:
    void tileReady(const ui::TileKey& key);

private:
    struct Kept {
        QImage image;
        std::list<TileKey>::iterator use;
    };

    void dispatch();
    void receive(quint64 photo_number, const TileKey& key, QImage image);
    void dropOld();

    const engine::Darkroom& darkroom_;
    const qsizetype limit_;
    qsizetype reserved_ = 0;
    engine::Photo photo_;
    engine::IccProfile display_;
    quint64 photo_number_ = 0;
    QHash<TileKey, Kept> tiles_;
    QHash<TileKey, quint64> latest_;  ///< place (content 0) → content of the newest tile there
    std::list<TileKey> uses_;         ///< most recent first
    qsizetype bytes_ = 0;
    std::vector<TileOrder> queue_;  ///< most urgent last
    std::vector<TileKey> rendering_;
    QThreadPool pool_;  // last: its tasks use the darkroom and post to this object
};

}  // namespace ui
