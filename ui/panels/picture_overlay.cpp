#include "ui/panels/picture_overlay.h"

#include <QEvent>
#include <QLabel>
#include <QWidget>

#include "ui/session/edit_session.h"

namespace ui {

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
        face = to_view_(session_.reading()->faces.front().box);
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
