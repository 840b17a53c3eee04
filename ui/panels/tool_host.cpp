#include "ui/panels/tool_host.h"

#include <QEvent>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/session/error_text.h"
#include "ui/session/file_trouble.h"
#include "ui/widgets/notice_bar.h"

namespace ui {

ToolHost::ToolHost(QWidget* parent) : QWidget(parent), notice_(new NoticeBar), panels_(new QStackedWidget) {
    setObjectName("panel");
    setAttribute(Qt::WA_StyledBackground);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(8);
    all->addWidget(notice_);
    all->addWidget(panels_, 1);
    connect(notice_, &NoticeBar::acted, this,
            [this] { Q_EMIT remedyChosen(system_, static_cast<int>(errorText(system_, error_).remedy)); });
}

int ToolHost::add(QWidget* panel) {
    auto* scroll = new QScrollArea;
    scroll->setObjectName("panelScroll");
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* page = new QWidget;
    page->setObjectName("panel");
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(panel);
    column->addStretch();
    scroll->setWidget(page);
    return panels_->addWidget(scroll);
}

void ToolHost::show(int panel) {
    panels_->setCurrentIndex(panel);
}

void ToolHost::tell(const QString& system, const engine::Error& error, const QString& path) {
    system_ = system;
    error_ = error;
    path_ = path;
    showNotice();
}

void ToolHost::clearNotice() {
    notice_->hide();
}

void ToolHost::clearNotice(const QString& system) {
    if (system == system_) clearNotice();
}

void ToolHost::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange && !notice_->isHidden()) showNotice();
    QWidget::changeEvent(event);
}

void ToolHost::showNotice() {
    ErrorText text = errorText(system_, error_);
    if (const QString trouble = fileTrouble(error_, path_); !trouble.isEmpty()) text.sentence = trouble;
    notice_->show(text.sentence, remedyText(text.remedy), text.details);
}

}  // namespace ui
