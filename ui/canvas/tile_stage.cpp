#include "ui/canvas/tile_stage.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double kNearestFrom = 2.0;  ///< from 200 % on people want to see the photo's pixels

int floorDiv(double value, int side) {
    return int(std::floor(value / side));
}

}  // namespace

TileStage::TileStage(const engine::Darkroom& darkroom, QObject* parent)
    : QObject(parent), cache_(darkroom, TileCache::kStandardBytes) {
    connect(&cache_, &TileCache::tileReady, this, &TileStage::tileReady);
}

int TileStage::levelFor(double scale, int levels) {
    const int level = int(std::floor(std::log2(1.0 / scale) + 1e-6));
    return std::clamp(level, 0, std::max(0, levels - 1));
}

void TileStage::open(const engine::Photo& photo) {
    cache_.setPhoto(photo);
    numbers_ = LayerNumbers();
    shown_ = Picture();
    wanted_.reset();
    waiting_.reset();
    levels_ = int(photo.levels.size());
    photo_size_ = photo.isNull() ? engine::Size{} : photo.size();
    level_sizes_.clear();
    for (const engine::Image& level : photo.levels) level_sizes_.push_back(level.size());
    level_ = levelFor(view_.zoom(), levels_);
    orderMissing();
}

void TileStage::setDisplay(const engine::IccProfile& profile) {
    cache_.setDisplay(profile);
    orderMissing();
    Q_EMIT changed(visible_);
}

void TileStage::show(std::vector<engine::Layer> layers) {
    Picture picture = numbers_.number(std::move(layers));
    if (wanted_) {
        waiting_ = std::move(picture);
        return;
    }
    wanted_ = std::move(picture);
    promote();
    orderMissing();
}

void TileStage::look(const ViewTransform& view, const QRect& visible, bool original_too) {
    view_ = view;
    visible_ = visible;
    original_too_ = original_too;
    level_ = levelFor(view.zoom(), levels_);
    promote();
    orderMissing();
}

QRect TileStage::photoRect() const {
    return QRect(
        QPoint(int(std::round(view_.origin().x())), int(std::round(view_.origin().y()))),
        QPoint(int(std::round(view_.toView(engine::ImagePoint{double(photo_size_.width), 0}).x())) - 1,
               int(std::round(view_.toView(engine::ImagePoint{0, double(photo_size_.height)}).y())) - 1));
}

std::vector<TileKey> TileStage::tilesIn(const QRect& screen_rect, int level) const {
    const QRect area = screen_rect & photoRect();
    if (area.isEmpty() || levels_ == 0) return {};
    const int side = TileCache::kSide << level;
    const engine::ImagePoint from = view_.toImage(area.topLeft());
    const engine::ImagePoint to = view_.toImage(QPointF(area.right() + 1, area.bottom() + 1));
    const engine::Size size = level_sizes_[size_t(level)];
    const int last_x = (size.width - 1) / TileCache::kSide;
    const int last_y = (size.height - 1) / TileCache::kSide;
    const int left = std::clamp(floorDiv(from.x, side), 0, last_x);
    const int right = std::clamp(floorDiv(to.x, side), 0, last_x);
    const int bottom = std::clamp(floorDiv(to.y, side), 0, last_y);
    std::vector<TileKey> tiles;
    for (int y = std::clamp(floorDiv(from.y, side), 0, last_y); y <= bottom; ++y) {
        for (int x = left; x <= right; ++x) tiles.push_back({level, x, y, 0});
    }
    return tiles;
}

TileKey TileStage::keyOf(const TileKey& place, const Picture& picture) const {
    return {place.level, place.x, place.y, picture.content(TileCache::photoRect(place))};
}

// Edges are rounded one by one, so neighbours always meet.
QRect TileStage::screenRect(const TileKey& place) const {
    const engine::Rect source = TileCache::sourceRect(place, level_sizes_[size_t(place.level)]);
    const int unit = 1 << place.level;
    const QRectF exact = view_.toView(
        engine::Rect{source.x * unit, source.y * unit, source.width * unit, source.height * unit});
    return QRect(QPoint(int(std::round(exact.left())), int(std::round(exact.top()))),
                 QPoint(int(std::round(exact.right())) - 1, int(std::round(exact.bottom())) - 1));
}

bool TileStage::hasAll(const Picture& picture) const {
    return std::ranges::all_of(tilesIn(visible_, level_),
                               [&](const TileKey& place) { return cache_.contains(keyOf(place, picture)); });
}

bool TileStage::isComplete() const {
    return !wanted_ && hasAll(shown_);
}

void TileStage::orderMissing() {
    if (levels_ == 0) return;
    std::vector<TileKey> places = tilesIn(visible_, level_);
    constexpr qsizetype kVersionsOnScreen = 3;  // original, shown, wanted
    cache_.reserve(kVersionsOnScreen * qsizetype(places.size()));
    const QPointF middle = visible_.center();
    const auto distance = [&](const TileKey& place) {
        const QPointF apart = QPointF(screenRect(place).center()) - middle;
        return QPointF::dotProduct(apart, apart);
    };
    std::ranges::sort(places, {}, distance);

    const Picture& newest = wanted_ ? *wanted_ : shown_;
    const int coarsest = levels_ - 1;
    const std::vector<TileKey> overview = tilesIn(photoRect(), coarsest);
    std::vector<TileOrder> orders;
    const auto add = [&](const std::vector<TileKey>& wanted_places, const Picture& picture) {
        for (const TileKey& place : wanted_places) {
            const TileKey key = keyOf(place, picture);
            if (!cache_.contains(key)) orders.push_back({key, picture.layersIn(TileCache::photoRect(place))});
        }
    };
    // A blurred whole first when there is nothing at all, else last: it stands in for what is not rendered
    // yet.
    const bool nothing_yet = std::ranges::none_of(overview, [this](const TileKey& place) {
        return cache_.latest(place.level, place.x, place.y) != nullptr;
    });
    if (nothing_yet) add(overview, newest);
    if (original_too_) add(places, original_);
    add(places, newest);
    if (!nothing_yet) add(overview, newest);
    cache_.order(std::move(orders));
}

void TileStage::promote() {
    while (wanted_ && hasAll(*wanted_)) {
        QRect differing;
        for (const TileKey& place : tilesIn(visible_, level_)) {
            if (keyOf(place, shown_) != keyOf(place, *wanted_)) differing |= screenRect(place);
        }
        shown_ = std::move(*wanted_);
        wanted_ = std::exchange(waiting_, std::nullopt);
        if (wanted_) orderMissing();
        Q_EMIT changed(differing & visible_);
    }
}

void TileStage::tileReady(const TileKey& key) {
    promote();
    // The overview stands in for anything; a tile of this level may fill a hole.
    Q_EMIT changed(screenRect(key) & visible_);
}

void TileStage::paint(QPainter& painter, const QRect& dirty, Which which) {
    const Picture& picture = which == Which::Original ? original_ : shown_;
    const bool smooth = view_.zoom() < kNearestFrom && view_.zoom() * (1 << level_) != 1.0;
    painter.setRenderHint(QPainter::SmoothPixmapTransform, smooth);
    for (const TileKey& place : tilesIn(dirty, level_)) {
        const QImage* tile = cache_.find(keyOf(place, picture));
        if (!tile && wanted_ && which == Which::Edited) tile = cache_.find(keyOf(place, *wanted_));
        if (tile) {
            painter.drawImage(screenRect(place), *tile);
        } else {
            paintStandIn(painter, place, picture);
        }
    }
}

void TileStage::paintStandIn(QPainter& painter, const TileKey& place, const Picture& picture) {
    if (const QImage* older = cache_.latest(place.level, place.x, place.y)) {
        painter.drawImage(screenRect(place), *older);
        return;
    }
    const QRect hole = screenRect(place);
    for (int level = place.level + 1; level < levels_; ++level) {
        const int up = level - place.level;
        const TileKey parent{level, place.x >> up, place.y >> up, 0};
        const QImage* tile = cache_.find(keyOf(parent, picture));
        if (!tile) tile = cache_.latest(parent.level, parent.x, parent.y);
        if (!tile) continue;
        painter.save();
        painter.setClipRect(hole, Qt::IntersectClip);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(screenRect(parent), *tile);
        painter.restore();
        return;
    }
}

}  // namespace ui
