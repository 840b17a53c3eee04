#include "ui/panels/result_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <algorithm>

#include "ui/widgets/theme.h"

namespace ui {
namespace {

constexpr int kGap = 12;

long long area(const QRect& rect) {
    return rect.isEmpty() ? 0 : 1LL * rect.width() * rect.height();
}

}  // namespace

ResultBar::ResultBar(QWidget* parent)
    : QFrame(parent), apply_(new QPushButton), discard_(new QPushButton), compare_(new QPushButton) {
    setObjectName("floatingBar");
    setCursor(Qt::ArrowCursor);
    apply_->setProperty("role", "primary");
    discard_->setIcon(themedIcon(":/icons/cancel.svg"));
    compare_->setIcon(themedIcon(":/icons/compare.svg"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 8, 8, 8);
    row->setSpacing(8);
    for (QPushButton* button : {apply_, discard_, compare_}) row->addWidget(button, 0, Qt::AlignVCenter);
    connect(apply_, &QPushButton::clicked, this, &ResultBar::applied);
    connect(discard_, &QPushButton::clicked, this, &ResultBar::discarded);
    connect(compare_, &QPushButton::pressed, this, [this] { Q_EMIT compared(true); });
    connect(compare_, &QPushButton::released, this, [this] { Q_EMIT compared(false); });
    hide();
    retranslate();
}

void ResultBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

void ResultBar::retranslate() {
    setAccessibleName(tr("Result"));
    apply_->setText(tr("✓ Apply  ⏎"));
    apply_->setAccessibleName(tr("Apply"));
    apply_->setToolTip(tr("Keep this result (Enter)"));
    discard_->setText(tr("Discard"));
    discard_->setAccessibleName(tr("Discard"));
    discard_->setToolTip(tr("Drop this result (Esc)"));
    compare_->setText(tr("Compare"));
    compare_->setAccessibleName(tr("Compare"));
    compare_->setToolTip(tr("Hold to see the photo without this result (C)"));
    adjustSize();
}

QRect placeBeside(QSize size, const QRect& canvas, const QRect& region, const QRect& face) {
    const QRect room = canvas.adjusted(kGap, kGap, -kGap, -kGap);
    const QRect seen = region.intersected(canvas);
    const auto at = [&](int x, int y) { return QRect(QPoint(x, y), size); };
    // Sliding along the region's edge keeps a bar inside the canvas.
    const int x = std::clamp(seen.center().x() - size.width() / 2, room.left(),
                             std::max(room.left(), room.right() - size.width() + 1));
    const int y = std::clamp(seen.center().y() - size.height() / 2, room.top(),
                             std::max(room.top(), room.bottom() - size.height() + 1));
    const QRect beside[] = {
        at(x, seen.bottom() + 1 + kGap),
        at(x, seen.top() - kGap - size.height()),
        at(seen.right() + 1 + kGap, y),
        at(seen.left() - kGap - size.width(), y),
    };
    for (const QRect& place : beside) {
        if (room.contains(place) && !place.intersects(face)) return place;
    }
    const int bottom = room.bottom() - size.height() + 1;
    const int right = room.right() - size.width() + 1;
    const QRect corners[] = {
        at(room.center().x() - size.width() / 2, bottom),
        at(room.center().x() - size.width() / 2, room.top()),
        at(right, bottom),
        at(room.left(), bottom),
        at(right, room.top()),
        at(room.left(), room.top()),
    };
    return *std::min_element(std::begin(corners), std::end(corners), [&](const QRect& a, const QRect& b) {
        return area(a.intersected(face)) < area(b.intersected(face));
    });
}

}  // namespace ui
