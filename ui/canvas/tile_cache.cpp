#include "ui/canvas/tile_cache.h"

#include <QHashFunctions>
#include <QMetaObject>
#include <algorithm>
#include <cstring>
#include <new>

namespace ui {

namespace {

constexpr int kThreads = 2;
constexpr size_t kBegun = 4;  ///< two at work and two ready for them, so that no thread waits for the GUI

bool isOpaque(const engine::Image& pixels) {
    const auto* bytes = reinterpret_cast<const uchar*>(pixels.data());
    uchar alpha = 255;
    for (size_t i = 3; i < pixels.byteCount(); i += 4) alpha &= bytes[i];
    return alpha == 255;
}

// In the format that QPainter draws without converting.
QImage displayImage(const engine::Image& pixels) {
    if (pixels.isNull()) return {};
    const QImage rgba(reinterpret_cast<const uchar*>(pixels.data()), pixels.width(), pixels.height(),
                      qsizetype(pixels.rowBytes()), QImage::Format_RGBA8888);
    return rgba.convertToFormat(isOpaque(pixels) ? QImage::Format_RGB32
                                                 : QImage::Format_ARGB32_Premultiplied);
}

TileKey placeOf(TileKey key) {
    key.content = 0;
    return key;
}

}  // namespace

size_t qHash(const TileKey& key, size_t seed) {
    return qHashMulti(seed, key.level, key.x, key.y, key.content);
}

TileCache::TileCache(const engine::Darkroom& darkroom, qsizetype bytes, QObject* parent)
    : QObject(parent), darkroom_(darkroom), limit_(bytes) {
    pool_.setMaxThreadCount(kThreads);
}

TileCache::~TileCache() {
    pool_.clear();
    pool_.waitForDone();
}

void TileCache::setPhoto(const engine::Photo& photo) {
    ++photo_number_;
    photo_ = photo;
    pool_.clear();
    queue_.clear();
    rendering_.clear();
    tiles_.clear();
    latest_.clear();
    uses_.clear();
    bytes_ = 0;
}

void TileCache::setDisplay(const engine::IccProfile& profile) {
    display_ = profile;
    setPhoto(engine::Photo(photo_));
}

void TileCache::order(std::vector<TileOrder> orders) {
    queue_ = std::move(orders);
    std::reverse(queue_.begin(), queue_.end());
    dispatch();
}

void TileCache::dispatch() {
    while (!queue_.empty() && rendering_.size() < kBegun) {
        TileOrder next = std::move(queue_.back());
        queue_.pop_back();
        if (tiles_.contains(next.key) || std::ranges::count(rendering_, next.key)) continue;
        const engine::Size level = photo_.levels[size_t(next.key.level)].size();
        rendering_.push_back(next.key);
        pool_.start([this, number = photo_number_, photo = photo_, display = display_,
                     order = std::move(next), level] {
            QImage image;
            try {
                image = displayImage(darkroom_.render(photo, order.layers, order.key.level,
                                                      sourceRect(order.key, level), display));
            } catch (const std::bad_alloc&) {
                image =
                    QImage();  // the place keeps showing what it shows; memory may be back for the next order
            }
            QMetaObject::invokeMethod(
                this, [this, number, key = order.key, image] { receive(number, key, image); },
                Qt::QueuedConnection);
        });
    }
}

void TileCache::receive(quint64 photo_number, const TileKey& key, QImage image) {
    if (photo_number != photo_number_) return;  // of a photo that is no longer open
    std::erase(rendering_, key);
    if (!image.isNull() && !tiles_.contains(key)) {
        bytes_ += image.sizeInBytes();
        uses_.push_front(key);
        tiles_.insert(key, {std::move(image), uses_.begin()});
        latest_.insert(placeOf(key), key.content);
        dropOld();
    }
    dispatch();
    Q_EMIT tileReady(key);
}

void TileCache::dropOld() {
    while (bytes_ > std::max(limit_, reserved_) && uses_.size() > 1) {
        const TileKey key = uses_.back();
        uses_.pop_back();
        bytes_ -= tiles_.value(key).image.sizeInBytes();
        tiles_.remove(key);
        if (latest_.value(placeOf(key)) == key.content) latest_.remove(placeOf(key));
    }
}

const QImage* TileCache::find(const TileKey& key) {
    const auto found = tiles_.find(key);
    if (found == tiles_.end()) return nullptr;
    uses_.splice(uses_.begin(), uses_, found->use);
    return &found->image;
}

const QImage* TileCache::latest(int level, int x, int y) {
    const auto found = latest_.constFind({level, x, y, 0});
    return found == latest_.constEnd() ? nullptr : find({level, x, y, *found});
}

engine::Rect TileCache::sourceRect(const TileKey& key, engine::Size level_size) {
    return engine::Rect{key.x * kSide, key.y * kSide, kSide, kSide}.intersected(engine::wholeOf(level_size));
}

engine::Rect TileCache::photoRect(const TileKey& key) {
    const int rim = 2 << key.level;
    const int side = kSide << key.level;
    return {key.x * side - rim, key.y * side - rim, side + 2 * rim, side + 2 * rim};
}

}  // namespace ui
