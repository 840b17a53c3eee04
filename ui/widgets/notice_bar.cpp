#include "ui/widgets/notice_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include "ui/widgets/theme.h"

namespace ui {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent),
      icon_(new QLabel),
      sentence_(new QLabel),
      action_(new QPushButton),
      unfold_(new QPushButton),
      copy_(new QPushButton),
      dismiss_(new QToolButton),
      details_(new QPlainTextEdit) {
    setObjectName("noticeBar");
    sentence_->setWordWrap(true);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    unfold_->setProperty("role", "link");
    unfold_->setCheckable(true);
    copy_->setProperty("role", "link");
    dismiss_->setIcon(themedIcon(":/icons/cancel.svg"));
    dismiss_->setIconSize({14, 14});
    details_->setReadOnly(true);
    details_->setMaximumHeight(72);
    details_->setTabChangesFocus(true);

    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(icon_, 0, Qt::AlignTop);
    top->addWidget(sentence_, 1);
    top->addWidget(dismiss_, 0, Qt::AlignTop);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(action_);
    buttons->addWidget(unfold_);
    buttons->addWidget(copy_);
    buttons->addStretch();
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(8);
    all->addLayout(top);
    all->addLayout(buttons);
    all->addWidget(details_);

    connect(action_, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT acted();
    });
    connect(dismiss_, &QToolButton::clicked, this, &QWidget::hide);
    connect(unfold_, &QPushButton::toggled, this, [this](bool open) {
        details_->setVisible(open);
        copy_->setVisible(open);
        retranslate();
    });
    connect(copy_, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(details_->toPlainText()); });
    action_->hide();
    hide();
    retranslate();
}

void NoticeBar::show(const QString& sentence, const QString& action, const QString& details) {
    icon_->setPixmap(themedIcon(":/icons/warning.svg").pixmap(QSize(18, 18), devicePixelRatioF()));
    sentence_->setText(sentence);
    action_->setText(action);
    action_->setVisible(!action.isEmpty());
    details_->setPlainText(details);
    unfold_->setChecked(false);
    unfold_->setVisible(!details.isEmpty());
    details_->hide();
    copy_->hide();
    setAccessibleName(sentence);
    QFrame::show();
}

QString NoticeBar::sentence() const {
    return sentence_->text();
}

void NoticeBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QFrame::changeEvent(event);
}

void NoticeBar::retranslate() {
    unfold_->setText(unfold_->isChecked() ? tr("Hide details") : tr("Show details"));
    copy_->setText(tr("Copy"));
    dismiss_->setToolTip(tr("Dismiss"));
    dismiss_->setAccessibleName(tr("Dismiss"));
    details_->setAccessibleName(tr("Details"));
}

}  // namespace ui
