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

#include "ui/session/edit_session.h"
#include "ui/session/error_text.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/theme.h"

namespace ui {

BackgroundPicker::BackgroundPicker(EditSession& session, QWidget* parent)
    : QWidget(parent),
      reader_(session.darkroom()),
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
    connect(&reader_, &PhotoReader::opened, this, [this](const engine::Photo& photo) {
        photo_ = photo;
        refresh();
        Q_EMIT changed();
    });
    connect(&reader_, &PhotoReader::failed, this, [this](const engine::Error& error) {
        clear();
        const ErrorText text = errorText("open", error);
        notice_->show(text.sentence, remedyText(Remedy::ChooseFile), text.details);
    });
    retranslate();
}

void BackgroundPicker::open(const QString& path) {
    path_ = path;
    notice_->hide();
    reader_.open(path);
    refresh();
    Q_EMIT changed();
}

void BackgroundPicker::clear() {
    reader_.cancel();
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
    name_->setText(reader_.isReading() ? tr("Reading %1…").arg(name) : tr("Background: %1").arg(name));
    name_->setToolTip(path_);
    name_->setVisible(!path_.isEmpty());
    remove_->setVisible(!path_.isEmpty());
}

}  // namespace ui
