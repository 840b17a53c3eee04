#include "ui/panels/picture_overlay.h"

#include <QEvent>
#include <QLabel>
#include <QWidget>
#include <algorithm>
#include <optional>

#include "ui/session/edit_session.h"

namespace ui {
namespace {

/// Which face a result is about: the one that was asked for, else the one that it covers most of.
std::size_t faceOf(const EditSession::Variant& variant, const std::vector<engine::Face>& faces) {
    const auto asked = std::visit(
        [](const auto& request) -> std::optional<int> {
            if constexpr (requires { request.face; }) return request.face;
            return {};
        },
        variant.request);
    if (asked) return std::min(static_cast<std::size_t>(*asked), faces.size() - 1);
    const auto covered = [&variant](const engine::Face& face) {
        const engine::Rect both = face.box.intersected(variant.layer->change.region);
        return 1LL * both.width * both.height;
    };
    const auto most = std::max_element(faces.begin(), faces.end(),
                                       [&](const auto& a, const auto& b) { return covered(a) < covered(b); });
    return static_cast<std::size_t>(most - faces.begin());
}

}  // namespace

PictureOverlay::PictureOverlay(EditSession& session, QWidget* canvas,
                               std::function<QRect(const engine::Rect&)> to_view)
    : QObject(canvas),
      session_(session),
      canvas_(canvas),
      to_view_(std::move(to_view)),
      bar_(new ResultBar(canvas)),
      badge_(new QLabel(canvas)) {
    badge_->setObjectName("previewBadge");
    badge_->setAttribute(Qt::WA_TransparentForMouseEvents);
    badge_->hide();
    canvas_->installEventFilter(this);
    connect(&session_, &EditSession::stateChanged, this, &PictureOverlay::refresh);
    connect(&session_, &EditSession::progressed, this, &PictureOverlay::refresh);
    connect(&session_, &EditSession::pendingChanged, this, &PictureOverlay::refresh);
    connect(&session_, &EditSession::readingReady, this, &PictureOverlay::place);
    connect(&session_, &EditSession::stateChanged, this, [this] {
        // To keep off the face one must know where it is; the engine is free now.
        if (session_.state() == EditSession::State::ResultWaiting) session_.read();
    });
    refresh();
}

void PictureOverlay::refresh() {
    const bool running = session_.state() == EditSession::State::Running;
    bar_->setVisible(session_.state() == EditSession::State::ResultWaiting);
    badge_->setVisible(running && session_.pending() && session_.steps() > 0);
    badge_->setText(tr("Preview %1/%2").arg(session_.step()).arg(session_.steps()));
    badge_->adjustSize();
    place();
}

void PictureOverlay::place() {
    if (!session_.pending() || (bar_->isHidden() && badge_->isHidden())) return;
    const QRect region = to_view_(session_.pending()->change.region);
    QRect face;
    if (session_.reading() && !session_.reading()->faces.empty()) {
        const auto& faces = session_.reading()->faces;
        face = to_view_(faces[faceOf(*session_.shown(), faces)].box);
    }
    const auto move = [&](QWidget* widget) {
        const QRect place = placeBeside(widget->sizeHint(), canvas_->rect(), region, face);
        if (widget->geometry() != place) widget->setGeometry(place);
    };
    if (!bar_->isHidden()) move(bar_);
    if (!badge_->isHidden()) move(badge_);
}

bool PictureOverlay::eventFilter(QObject* watched, QEvent* event) {
    // Whatever moves the picture paints it; widgets may not move while it is being painted.
    if (event->type() == QEvent::Paint || event->type() == QEvent::Resize) {
        QMetaObject::invokeMethod(this, &PictureOverlay::place, Qt::QueuedConnection);
    }
    if (event->type() == QEvent::LanguageChange) refresh();
    return QObject::eventFilter(watched, event);
}

}  // namespace ui
