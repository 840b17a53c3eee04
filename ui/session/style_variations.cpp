#include "ui/session/style_variations.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/api/same_layers.h"
#include "ui/session/edit_session.h"
#include "ui/session/engine_client.h"
#include "ui/session/pool_task.h"
#include "ui/session/request_builder.h"
#include "ui/session/small_picture.h"
#include "ui/session/style_matte.h"
#include "ui/session/style_work.h"

namespace ui {
namespace {

constexpr int kHandRest = 250;        // ms without a question of the hand's
constexpr double kAroundPart = 1.3;   // a little of what surrounds it
constexpr double kLeastShare = 0.35;  // of the face's width and height that is always seen

bool isSameQuestion(const engine::StyleRequest& a, const engine::StyleRequest& b) {
    return isSamePhoto(a.photo, b.photo) && isSamePhoto(a.donor, b.donor) && a.face == b.face &&
           a.regions == b.regions && a.mask.sharesPixelsWith(b.mask) &&
           engine::areSameLayers(a.layers, b.layers);
}

/// Where a part of the face is seen best.
engine::Rect viewOf(const engine::Image& matte, const engine::Rect& face, engine::Size photo) {
    const QRectF box = matteBox(matte);
    const double width = std::max(box.width() * kAroundPart, kLeastShare) * face.width;
    const double height = std::max(box.height() * kAroundPart, kLeastShare) * face.height;
    const double x = face.x + box.center().x() * face.width, y = face.y + box.center().y() * face.height;
    return squareAround({static_cast<int>(x - width / 2), static_cast<int>(y - height / 2),
                         static_cast<int>(width), static_cast<int>(height)},
                        1, photo);
}

}  // namespace

StyleVariations::StyleVariations(StyleWork& work, EditSession& session, EngineClient& client, QObject* parent)
    : QObject(parent), work_(work), session_(session), client_(client), pictures_(kShown + 1) {
    pool_.setMaxThreadCount(1);
    rest_.setSingleShot(true);
    connect(&rest_, &QTimer::timeout, this, &StyleVariations::askNext);
    connect(&work_, &StyleWork::changed, this, &StyleVariations::follow);
    connect(&work_, &StyleWork::asked, this, [this] {
        // The engine is the hand's.
        if (const auto job = std::exchange(job_, std::nullopt)) client_.cancel(*job);
        rest_.start(kHandRest);
    });
    connect(&client_, &EngineClient::finished, this,
            [this](engine::JobId job, const engine::Outcome& outcome) {
                if (job != job_) return;
                job_.reset();
                if (const auto* change = std::get_if<engine::Change>(&outcome)) render(*change);
            });
    connect(&client_, &EngineClient::failed, this, [this](engine::JobId job, const engine::Error&) {
        if (job != job_) return;
        stop();
        next_ = kShown + 1;  // the others would fail too; the hand's own question will tell why
    });
}

void StyleVariations::showMore() {
    first_ += kShown;
    begin();
}

void StyleVariations::showFirst() {
    first_ = 1;
    begin();
}

void StyleVariations::setScale(double scale) {
    if (scale == scale_) return;
    scale_ = scale;
    begin();
}

/// The first variation of the region, the others as they are worked on. How much of it there will be, and
/// what is added by hand, is not for this choice.
engine::StyleRequest StyleVariations::question() const {
    FaceLook look = work_.now();
    engine::RegionStyle region;
    region.part = work_.part();
    region.from = engine::StyleFrom::Variation;
    region.variation = first_;
    region.spread = look.of(region.part).spread;
    look.of(region.part) = region;
    engine::StyleRequest request = work_.request(look);
    request.layers = layersBelow(session_.document(), work_.replaces());
    return request;
}

void StyleVariations::follow() {
    if (session_.document().isEmpty() || work_.parts().empty()) {
        const bool had = question_.has_value();
        stop();
        question_.reset();
        std::fill(pictures_.begin(), pictures_.end(), QImage());
        if (had) Q_EMIT changed();
        return;
    }
    if (!work_.isInHand()) {
        stop();
        return;
    }
    const engine::RegionStyle& region = work_.now().of(work_.part());
    if (work_.part() != part_) {
        // The one that was chosen is among those that are shown.
        const bool varied = region.from == engine::StyleFrom::Variation && region.variation > 0;
        first_ = varied ? (region.variation - 1) / kShown * kShown + 1 : 1;
    }
    engine::StyleRequest now = question();
    const bool same_part = part_ == work_.part();
    if (question_ && same_part && isSameQuestion(now, *question_)) {
        if (next_ <= kShown && !job_ && !rendering_ && !rest_.isActive()) rest_.start(kHandRest);
        return;
    }
    if (!same_part || !question_) std::fill(pictures_.begin(), pictures_.end(), QImage());
    part_ = work_.part();
    question_ = std::move(now);
    stop();
    view_ = viewOf(work_.matteOf(part_), work_.area(), session_.document().size());
    next_ = 0;
    rest_.start(same_part ? kHandRest : 0);
    Q_EMIT changed();
}

/// Other numbers or another size of the same.
void StyleVariations::begin() {
    question_.reset();
    follow();
}

void StyleVariations::stop() {
    ++ticket_;
    rendering_ = false;
    rest_.stop();
    if (const auto job = std::exchange(job_, std::nullopt)) client_.cancel(*job);
}

void StyleVariations::askNext() {
    if (!question_ || job_ || rendering_ || next_ > kShown) return;
    engine::StyleRequest request = *question_;
    for (engine::RegionStyle& region : request.regions) {
        if (region.part == part_) region.variation += static_cast<quint64>(std::max(0, next_ - 1));
    }
    if (next_ == kOwn) {
        std::erase_if(request.regions,
                      [this](const engine::RegionStyle& region) { return region.part == part_; });
    }
    if (request.regions.empty()) {
        render(std::nullopt);
    } else {
        job_ = client_.submit(QStringLiteral("style"), std::move(request), {"style_variation", -1});
    }
}

void StyleVariations::render(const std::optional<engine::Change>& change) {
    std::vector<engine::Layer> layers = question_->layers;
    if (change) layers.push_back({*change, 1.0f});
    rendering_ = true;
    runInPool(
        pool_, this,
        [&darkroom = session_.darkroom(), photo = question_->photo, layers = std::move(layers), view = view_,
         side = static_cast<int>(std::lround(kSide * scale_))] {
            return smallPicture(darkroom, photo, layers, view, side);
        },
        [this, ticket = ticket_](const QImage& picture) {
            if (ticket != ticket_) return;
            rendering_ = false;
            pictures_[static_cast<std::size_t>(next_++)] = picture;
            Q_EMIT changed();
            if (!rest_.isActive()) askNext();
        });
}

}  // namespace ui
