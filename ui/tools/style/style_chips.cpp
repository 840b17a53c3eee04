#include "ui/tools/style/style_chips.h"

#include <QFocusEvent>
#include <QPainter>
#include <QPushButton>
#include <algorithm>
#include <utility>

#include "ui/session/style_overlay.h"
#include "ui/session/style_text.h"
#include "ui/session/style_work.h"
#include "ui/widgets/flow_layout.h"

namespace ui {
namespace {

using engine::Part;

constexpr double kDotRadius = 3;

bool isByKey(const QEvent* event) {
    const auto reason = static_cast<const QFocusEvent*>(event)->reason();
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason;
}

}  // namespace

/// A chip that can carry a dot. It does not get wider by it: the others would move under the pointer.
class RegionChip : public QPushButton {
public:
    void setDotted(bool dotted) {
        if (std::exchange(dotted_, dotted) != dotted) update();
    }

protected:
    void paintEvent(QPaintEvent* event) override {
        QPushButton::paintEvent(event);
        if (!dotted_) return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::Window), 1.5));
        painter.setBrush(palette().color(QPalette::Highlight));
        painter.drawEllipse(QPointF(width() - kDotRadius - 2, kDotRadius + 2), kDotRadius, kDotRadius);
    }

private:
    bool dotted_ = false;
};

StyleChips::StyleChips(StyleWork& work, StyleOverlay& overlay, QWidget* parent)
    : QWidget(parent), work_(work), overlay_(overlay) {
    setObjectName("styleChips");
    auto* chips = new FlowLayout(4, 4, this);
    chips->setContentsMargins(0, 0, 0, 0);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    for (const Part part : kStyleParts) {
        auto* button = new RegionChip;
        button->setProperty("role", "chip");
        button->setCheckable(true);
        button->installEventFilter(this);
        // No group: it would let Tab reach the chosen one alone.
        connect(button, &QPushButton::clicked, this, [this, part] {
            work_.choosePart(part);
            refresh();
        });
        chips_.push_back({part, button});
        chips->addWidget(button);
    }
}

void StyleChips::hideEvent(QHideEvent* event) {
    overlay_.light(std::nullopt);
    QWidget::hideEvent(event);
}

bool StyleChips::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    const bool out = type == QEvent::Leave || type == QEvent::FocusOut;
    const bool in = type == QEvent::Enter || (type == QEvent::FocusIn && isByKey(event));
    if (out) overlay_.light(std::nullopt);
    if (in) {
        for (const Chip& chip : chips_) {
            if (chip.button == watched) overlay_.light(chip.part);
        }
    }
    return QWidget::eventFilter(watched, event);
}

void StyleChips::refresh() {
    const auto& parts = work_.parts();
    bool any = false;
    for (const Chip& chip : chips_) {
        const bool found = std::find(parts.begin(), parts.end(), chip.part) != parts.end();
        const bool changed = work_.now().changes(chip.part);
        const QString title = partTitle(chip.part);
        chip.button->setText(title);
        chip.button->setDotted(changed);
        chip.button->setAccessibleName(changed ? tr("%1, changed").arg(title) : title);
        chip.button->setChecked(found && chip.part == work_.part());
        chip.button->setVisible(found);
        any = any || found;
    }
    setVisible(any);
}

}  // namespace ui
