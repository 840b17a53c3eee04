#include "ui/tools/mask_mode.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QToolButton>

#include "ui/document/commands.h"
#include "ui/session/edit_session.h"

namespace ui {

namespace {

/// Add or subtract, in words.
class ModeButton : public QToolButton {
    Q_DECLARE_TR_FUNCTIONS(ModeButton)

public:
    explicit ModeButton(QWidget* parent) : QToolButton(parent) {
        setCheckable(true);
        setAutoRaise(true);
        connect(this, &QToolButton::toggled, this, [this] { retranslate(); });
        retranslate();
    }

protected:
    void changeEvent(QEvent* event) override {
        if (event->type() == QEvent::LanguageChange) retranslate();
        QToolButton::changeEvent(event);
    }

private:
    void retranslate() {
        setText(isChecked() ? tr("− Subtract") : tr("+ Add"));
        setAccessibleName(tr("Subtract from the mask"));
        setToolTip(tr("Add to the mask or subtract from it (X)"));
    }
};

}  // namespace

Combine MaskMode::combine(Qt::KeyboardModifiers modifiers) const {
    return subtracts_ != modifiers.testFlag(Qt::AltModifier) ? Combine::Subtract : Combine::Add;
}

bool MaskMode::key(const QKeyEvent& event) {
    if (event.key() != Qt::Key_X || (event.modifiers() & ~Qt::AltModifier) != Qt::NoModifier) return false;
    subtracts_ = !subtracts_;
    if (button_) button_->setChecked(subtracts_);
    return true;
}

QWidget* MaskMode::createOptions(QWidget* parent) {
    auto* strip = new QWidget(parent);
    auto* row = new QHBoxLayout(strip);
    row->setContentsMargins(8, 0, 8, 0);
    button_ = new ModeButton(strip);
    button_->setChecked(subtracts_);
    row->addWidget(button_);
    row->addStretch(1);
    QObject::connect(button_, &QToolButton::toggled, &connections_, [this](bool on) { subtracts_ = on; });
    return strip;
}

void applyOutline(EditSession& session, const QPolygonF& outline, Combine how, const QString& text) {
    Document& document = session.document();
    if (document.isEmpty() || (how == Combine::Subtract && !document.hasMask())) return;
    const QRect photo(0, 0, document.size().width, document.size().height);
    const QRect area = polygonBounds(outline, photo);
    if (area.isEmpty()) return;
    MaskTiles before(document.hasMask());
    QImage& mask = document.mutableMask();
    before.keep(mask, area);
    document.maskPainted(fillPolygon(mask, outline, how));
    session.apply(paintedMask(document, text, std::move(before)));
}

}  // namespace ui
