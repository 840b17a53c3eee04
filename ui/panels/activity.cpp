#include "ui/panels/activity.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/session/error_text.h"
#include "ui/session/workspace.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

constexpr int kLineSteps = 1000;

}  // namespace

Activity::Activity(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      work_(workspace),
      text_(new QLabel),
      line_(new QProgressBar),
      cancel_(new QToolButton) {
    line_->setTextVisible(false);
    line_->setMinimumWidth(160);
    cancel_->setIcon(themedIcon(":/icons/cancel.svg"));
    cancel_->setIconSize({14, 14});
    auto* column = new QVBoxLayout;
    column->setSpacing(3);
    column->addStretch();
    column->addWidget(text_);
    column->addWidget(line_);
    column->addStretch();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 4, 0);
    row->setSpacing(8);
    row->addLayout(column);
    row->addWidget(cancel_);

    connect(cancel_, &QToolButton::clicked, this, &Activity::stop);
    connect(&work_.session, &EditSession::stateChanged, this, &Activity::refresh);
    connect(&work_.session, &EditSession::progressed, this, &Activity::refresh);
    connect(&work_.session, &EditSession::runChanged, this, &Activity::refresh);
    connect(&work_.files, &FileSession::taskChanged, this, &Activity::refresh);
    connect(&work_.files, &FileSession::progressed, this, &Activity::refresh);
    connect(&work_.mask_work, &MaskWork::busyChanged, this, &Activity::refresh);
    refresh();
}

void Activity::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) refresh();
    QWidget::changeEvent(event);
}

void Activity::refresh() {
    cancel_->setToolTip(tr("Cancel"));
    cancel_->setAccessibleName(tr("Cancel"));
    line_->setAccessibleName(tr("Progress"));
    const FileSession& files = work_.files;
    const EditSession& session = work_.session;
    const QString file = QFileInfo(files.path()).fileName();
    const EditSession::Variant* job = session.working();
    cancel_->setVisible(files.task() != FileSession::Task::None || job);
    if (files.task() == FileSession::Task::Opening) {
        tell(tr("Opening %1").arg(file), -1);
    } else if (files.task() == FileSession::Task::Exporting) {
        tell(tr("Exporting %1").arg(file), files.progress());
    } else if (job) {
        const QString title = systemTitle(job->system);
        if (job->state == EditSession::State::Queued) {
            tell(tr("%1 · waiting").arg(title), -1);
        } else if (job->loading) {
            tell(tr("%1 · loading the model").arg(title), -1);
        } else if (job->steps <= 0) {
            tell(title, -1);
        } else {
            const double left = work_.client.secondsLeft();
            const QString step = QStringLiteral("%1 %2/%3").arg(title).arg(job->step).arg(job->steps);
            tell(left < 0 ? step : tr("%1 · %2 s left").arg(step).arg(std::max(1, int(std::ceil(left)))),
                 double(job->step) / job->steps);
        }
    } else if (work_.mask_work.isBusy()) {
        tell(tr("Changing the mask"), -1);
    } else {
        text_->clear();
        setBusy(false);
    }
}

void Activity::tell(const QString& text, double share) {
    text_->setText(text);
    // A range of zero lets the line run to and fro.
    line_->setRange(0, share < 0 ? 0 : kLineSteps);
    if (share >= 0) line_->setValue(static_cast<int>(share * kLineSteps));
    setBusy(true);
}

void Activity::setBusy(bool busy) {
    if (busy == busy_) return;
    busy_ = busy;
    Q_EMIT busyChanged(busy);
}

void Activity::stop() {
    if (work_.files.task() != FileSession::Task::None) {
        work_.files.cancel();
    } else {
        work_.session.cancel();
    }
}

}  // namespace ui
