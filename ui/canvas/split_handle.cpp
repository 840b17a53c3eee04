#include "ui/canvas/split_handle.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace ui {

SplitHandle::SplitHandle(QWidget* canvas) : QWidget(canvas) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SplitHCursor);
    setAttribute(Qt::WA_NoSystemBackground);
    retranslate();
}

int SplitHandle::position() const {
    return int(std::lround(fraction_ * parentWidget()->width()));
}

void SplitHandle::setFraction(double fraction) {
    const int before = position();
    fraction_ = std::clamp(fraction, 0.0, 1.0);
    follow();
    if (position() != before) Q_EMIT moved(before, position());
}

void SplitHandle::follow() {
    setGeometry(position() - kWidth / 2, 0, kWidth, parentWidget()->height());
}

void SplitHandle::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const int middle = kWidth / 2;
    painter.fillRect(middle - 1, 0, 3, height(), QColor(0, 0, 0, 120));
    painter.fillRect(middle, 0, 1, height(), Qt::white);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF grip(1.5, height() / 2.0 - 18, kWidth - 3, 36);
    painter.setPen(
        QPen(hasFocus() ? palette().highlight().color() : QColor(0, 0, 0, 160), hasFocus() ? 2 : 1));
    painter.setBrush(Qt::white);
    painter.drawRoundedRect(grip, 4, 4);
}

void SplitHandle::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    grip_ = int(event->position().x()) - kWidth / 2;
}

void SplitHandle::mouseMoveEvent(QMouseEvent* event) {
    if (!event->buttons().testFlag(Qt::LeftButton) || parentWidget()->width() == 0) return;
    const double x = mapToParent(event->position().toPoint()).x() - grip_;
    setFraction(x / parentWidget()->width());
}

void SplitHandle::keyPressEvent(QKeyEvent* event) {
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? 0.1 : 0.01;
    switch (event->key()) {
        case Qt::Key_Left:
            setFraction(fraction_ - step);
            return;
        case Qt::Key_Right:
            setFraction(fraction_ + step);
            return;
        case Qt::Key_Home:
            setFraction(0);
            return;
        case Qt::Key_End:
            setFraction(1);
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void SplitHandle::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void SplitHandle::retranslate() {
    setAccessibleName(tr("Divider between before and after"));
    setAccessibleDescription(tr("Left and right arrow keys move it."));
}

}  // namespace ui
