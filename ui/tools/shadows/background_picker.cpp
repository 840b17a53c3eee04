#include "ui/tools/shadows/background_picker.h"

#include <QDragEnterEvent>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <new>

#include "ui/session/edit_session.h"
#include "ui/session/error_text.h"
#include "ui/session/pool_task.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/theme.h"

namespace ui {

BackgroundPicker::BackgroundPicker(EditSession& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      notice_(new NoticeBar),
      choose_(new QPushButton),
      name_(new QLabel),
      remove_(new QToolButton) {
    setAcceptDrops(true);
    choose_->setIcon(themedIcon(":/icons/harmonise.svg"));
    remove_->setIcon(themedIcon(":/icons/cancel.svg"));
    remove_->setIconSize({14, 14});
    auto* chosen = new QHBoxLayout;
    chosen->setSpacing(4);
    chosen->addWidget(name_, 1);
    chosen->addWidget(remove_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(notice_);
    all->addWidget(choose_);
    all->addLayout(chosen);
    connect(choose_, &QPushButton::clicked, this, &BackgroundPicker::choose);
    connect(remove_, &QToolButton::clicked, this, &BackgroundPicker::clear);
    connect(notice_, &NoticeBar::acted, this, &BackgroundPicker::choose);
    retranslate();
}

void BackgroundPicker::open(const QString& path) {
    reading_ = true;
    path_ = path;
    notice_->hide();
    refresh();
    Q_EMIT changed();
    using Opened = engine::Result<engine::Photo>;
    runInPool(
        pool_, this,
        [&darkroom = session_.darkroom(), file = path.toStdString()]() -> Opened {
            try {
                return darkroom.open(file);
            } catch (const std::bad_alloc&) {
                return engine::Error{engine::ErrorCode::OutOfMemory, "no memory for the pixels of " + file};
            }
        },
        [this, ticket = ++ticket_](const Opened& opened) {
            if (ticket != ticket_) return;
            reading_ = false;
            if (opened) {
                photo_ = opened.value();
            } else {
                clear();
                const ErrorText text = errorText("open", opened.error());
                notice_->show(text.sentence, remedyText(Remedy::ChooseFile), text.details);
            }
            refresh();
            Q_EMIT changed();
        });
}

void BackgroundPicker::clear() {
    ++ticket_;
    reading_ = false;
    photo_ = {};
    path_.clear();
    refresh();
    Q_EMIT changed();
}

void BackgroundPicker::choose() {
    auto* dialog = new QFileDialog(this, tr("Choose a background photo"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &BackgroundPicker::open);
    dialog->open();
}

void BackgroundPicker::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void BackgroundPicker::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile()) event->acceptProposedAction();
}

void BackgroundPicker::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    open(event->mimeData()->urls().front().toLocalFile());
}

void BackgroundPicker::retranslate() {
    choose_->setText(tr("Fit to a background…"));
    choose_->setToolTip(
        tr("Light the person as if they stood in front of another photo. "
           "A photo can also be dropped here."));
    remove_->setToolTip(tr("Without a background"));
    remove_->setAccessibleName(tr("Without a background"));
    refresh();
}

void BackgroundPicker::refresh() {
    const QString name = QFileInfo(path_).fileName();
    name_->setText(reading_ ? tr("Reading %1…").arg(name) : tr("Background: %1").arg(name));
    name_->setToolTip(path_);
    name_->setVisible(!path_.isEmpty());
    remove_->setVisible(!path_.isEmpty());
}

}  // namespace ui
