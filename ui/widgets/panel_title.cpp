#include "ui/widgets/panel_title.h"

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/widgets/theme.h"

namespace ui {

PanelTitle::PanelTitle(QDockWidget* panel)
    : QWidget(panel), panel_(panel), title_(new QLabel), float_(new QToolButton), close_(new QToolButton) {
    setObjectName("panelTitle");
    setAttribute(Qt::WA_StyledBackground);
    title_->setProperty("role", "panel");
    float_->setIcon(themedIcon(":/icons/float.svg"));
    close_->setIcon(themedIcon(":/icons/cancel.svg"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 4, 4);
    row->setSpacing(0);
    row->addWidget(title_, 1);
    for (QToolButton* button : {float_, close_}) {
        button->setIconSize({12, 12});
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    connect(float_, &QToolButton::clicked, panel, [panel] { panel->setFloating(!panel->isFloating()); });
    connect(close_, &QToolButton::clicked, panel, &QWidget::close);
    connect(panel, &QDockWidget::windowTitleChanged, this, &PanelTitle::retranslate);
    retranslate();
}

void PanelTitle::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void PanelTitle::retranslate() {
    const QString name = panel_->windowTitle();
    title_->setText(name);
    float_->setToolTip(tr("Float or dock this panel"));
    float_->setAccessibleName(tr("Float or dock: %1").arg(name));
    close_->setToolTip(tr("Close this panel"));
    close_->setAccessibleName(tr("Close: %1").arg(name));
}

}  // namespace ui
