#include "ui/tools/describe/describe_panel.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/session/workspace.h"
#include "ui/tools/describe/scheduler_list.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/seed_field.h"
#include "ui/widgets/slider_field.h"
#include "ui/widgets/wheel_to_panel.h"

namespace ui {
namespace {

using engine::DescribeRequest;

constexpr int kMostGuidance = 3000;  // hundredths; beyond it pictures only burn out
constexpr int kMostSteps = 100;

int hundredths(double value) {
    return static_cast<int>(std::lround(value * 100));
}

}  // namespace

DescribePanel::DescribePanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      work_(workspace),
      notice_(new NoticeBar),
      about_(new QLabel),
      strength_(new SliderField({}, 0, 100, hundredths(DescribeRequest::kStarterStrength), "%")),
      more_(new Fold),
      model_(new ModelChoice(workspace, ModelChoice::Offer::StarterToo)),
      guidance_(SliderField::ofHundredths(0, kMostGuidance, hundredths(DescribeRequest::kStarterGuidance))),
      steps_(new SliderField({}, 1, kMostSteps, DescribeRequest::kStarterSteps, {})),
      scheduler_name_(new QLabel),
      scheduler_(new QComboBox),
      seed_(new SeedField) {
    buildMore();
    about_->setProperty("role", "dim");
    about_->setWordWrap(true);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(notice_);
    all->addWidget(strength_);
    all->addWidget(about_);
    all->addWidget(more_);

    for (SliderField* field : {strength_, guidance_, steps_}) {
        connect(field, &SliderField::valueChanged, this, &DescribePanel::keep);
    }
    connect(scheduler_, &QComboBox::activated, this, &DescribePanel::keep);
    connect(model_, &ModelChoice::libraryWanted, &work_.describe, &DescribeWork::libraryWanted);
    connect(seed_, &SeedField::valueChanged, &work_.describe, &DescribeWork::setSeed);
    connect(seed_, &SeedField::lockChanged, &work_.describe, &DescribeWork::setSeedLocked);
    connect(&work_.describe, &DescribeWork::changed, this, &DescribePanel::refresh);
    connect(&work_.describe, &DescribeWork::modelWanted, this, &DescribePanel::chooseModel);
    connect(&work_.describe, &DescribeWork::refused, this,
            [this](const QString& sentence) { notice_->show(sentence, {}, {}); });
    connect(notice_, &NoticeBar::acted, this, [this] {
        work_.templates.setAside();
        tellOfTemplates();
    });
    retranslate();
    tellOfTemplates();
}

void DescribePanel::buildMore() {
    scheduler_name_->setBuddy(scheduler_);
    leaveWheelToPanel(scheduler_);
    scheduler_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    scheduler_->setMinimumContentsLength(10);
    scheduler_->addItem(QString(), QString());
    for (const SchedulerName& one : schedulerList()) scheduler_->addItem(one.name, QString(one.id));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(scheduler_name_);
    row->addWidget(scheduler_, 1);
    QVBoxLayout* column = more_->content();
    column->addWidget(model_);
    column->addWidget(guidance_);
    column->addWidget(steps_);
    column->addLayout(row);
    column->addWidget(seed_);
}

void DescribePanel::run() {
    // Enter may come while a number is being typed.
    if (auto* box = qobject_cast<QAbstractSpinBox*>(QApplication::focusWidget())) box->interpretText();
    work_.describe.run();
}

/// Where the user asked for another model: here if there is one, else where models are imported.
void DescribePanel::chooseModel() {
    if (!model_->hasCheckpoints()) {
        Q_EMIT work_.describe.libraryWanted();
        return;
    }
    more_->setOpen(true);
    QMetaObject::invokeMethod(model_, &ModelChoice::open, Qt::QueuedConnection);
}

/// A list of templates that is damaged; everything else works on.
void DescribePanel::tellOfTemplates() {
    const QString problem = work_.templates.problem();
    if (problem.isEmpty()) {
        notice_->hide();
    } else {
        notice_->show(problem, work_.templates.canSetAside() ? tr("Set the file aside") : QString(), {});
    }
}

void DescribePanel::keep() {
    if (refreshing_) return;
    work_.describe.setModelSettings({strength_->value() / 100.0f, guidance_->value() / 100.0, steps_->value(),
                                     scheduler_->currentData().toString()});
}

void DescribePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void DescribePanel::retranslate() {
    strength_->setLabel(tr("Strength"));
    strength_->setToolTip(tr("How far the change may go from the photo."));
    more_->setTitle(tr("More"));
    guidance_->setLabel(tr("Guidance"));
    guidance_->setToolTip(tr("How strongly the words count. Too much looks painted."));
    steps_->setLabel(tr("Steps"));
    steps_->setToolTip(tr("More steps take longer and may be more exact."));
    scheduler_name_->setText(tr("Scheduler"));
    scheduler_->setAccessibleName(tr("Scheduler"));
    scheduler_->setToolTip(tr("How the steps are taken."));
    SliderField::align({model_, guidance_, steps_, scheduler_name_, seed_});
    scheduler_->setItemText(0, tr("The model's own"));
    if (!notice_->isHidden()) tellOfTemplates();
    refresh();
}

void DescribePanel::refresh() {
    refreshing_ = true;
    const DescribeWork& describe = work_.describe;
    const bool starter = describe.usesStarter();
    const DescribeWork::ModelSettings& model = describe.modelSettings();
    strength_->setStandard(
        hundredths(starter ? DescribeRequest::kStarterStrength : DescribeRequest::kStudioStrength));
    guidance_->setStandard(
        hundredths(starter ? DescribeRequest::kStarterGuidance : DescribeRequest::kStudioGuidance));
    steps_->setStandard(starter ? DescribeRequest::kStarterSteps : DescribeRequest::kStudioSteps);
    // Not while it says so already: a number that is being typed would be lost.
    const auto follow = [](auto* field, int value) {
        if (field->value() != value) field->setValue(value);
    };
    follow(strength_, hundredths(model.strength));
    follow(guidance_, hundredths(model.guidance));
    follow(steps_, model.steps);
    follow(seed_, describe.seed());
    scheduler_->setCurrentIndex(std::max(0, scheduler_->findData(model.scheduler)));
    scheduler_name_->setVisible(!starter);
    scheduler_->setVisible(!starter);
    seed_->setLocked(describe.isSeedLocked());
    about_->setText(work_.document.isEmpty()
                        ? tr("Open a photo first.")
                        : tr("Write under the photo what to change. Without a mask, the region is found "
                             "from your words."));
    refreshing_ = false;
}

}  // namespace ui
