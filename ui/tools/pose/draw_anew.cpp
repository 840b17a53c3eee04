#include "ui/tools/pose/draw_anew.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/session/model_text.h"
#include "ui/session/prompt_text.h"
#include "ui/session/workspace.h"
#include "ui/tools/model_choice.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/seed_field.h"
#include "ui/widgets/slider_field.h"
#include "ui/widgets/wheel_to_panel.h"

namespace ui {
namespace {

using Setting = PoseStudioSetting;

QHBoxLayout* rowOf(QLabel* name, QWidget* field) {
    name->setBuddy(field);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(name);
    row->addWidget(field, 1);
    return row;
}

QVBoxLayout* columnIn(QWidget* widget) {
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    return column;
}

}  // namespace

DrawAnew::DrawAnew(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      studio_(workspace.pose_studio),
      about_(new QLabel),
      import_(new QPushButton),
      model_(new ModelChoice(workspace, ModelChoice::Offer::CheckpointsOnly)),
      controlnet_name_(new QLabel),
      controlnet_(new QComboBox),
      strength_(new SliderField({}, 0, 100, Setting::kStrength, "%")),
      more_(new Fold),
      steps_(new SliderField({}, 1, Setting::kMostSteps, Setting::kSteps, {})),
      guidance_(SliderField::ofHundredths(0, Setting::kMostGuidance, Setting::kGuidance)),
      prompt_name_(new QLabel),
      prompt_(new QLineEdit),
      seed_(new SeedField),
      draw_(new QPushButton),
      why_(new QLabel) {
    for (QLabel* label : {about_, why_}) {
        label->setProperty("role", "dim");
        label->setWordWrap(true);
    }
    import_->setObjectName("importCheckpoint");
    draw_->setObjectName("drawAnew");
    controls_ = buildControls();
    QVBoxLayout* all = columnIn(this);
    all->addWidget(about_);
    all->addWidget(import_, 0, Qt::AlignLeft);
    all->addWidget(controls_);

    connect(import_, &QPushButton::clicked, &studio_, &PoseStudio::libraryWanted);
    connect(model_, &ModelChoice::libraryWanted, &studio_, &PoseStudio::libraryWanted);
    connect(&studio_, &PoseStudio::modelWanted, this, &DrawAnew::chooseModel);
    for (SliderField* field : {strength_, steps_, guidance_}) {
        connect(field, &SliderField::valueChanged, this, &DrawAnew::keep);
    }
    connect(controlnet_, &QComboBox::activated, this, &DrawAnew::keep);
    connect(prompt_, &QLineEdit::textEdited, this, &DrawAnew::keep);
    connect(seed_, &SeedField::valueChanged, this, &DrawAnew::keep);
    connect(seed_, &SeedField::lockChanged, this, &DrawAnew::keep);
    connect(draw_, &QPushButton::clicked, this, [this] { studio_.isDrawing() ? studio_.cancel() : draw(); });
    connect(&workspace_.models, &ModelShelf::changed, this, &DrawAnew::fillControlNets);
    connect(&studio_, &PoseStudio::changed, this, &DrawAnew::refresh);
    retranslate();
}

QWidget* DrawAnew::buildControls() {
    leaveWheelToPanel(controlnet_);
    controlnet_->setObjectName("controlNet");
    controlnet_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    controlnet_->setMinimumContentsLength(10);
    prompt_->setObjectName("posePrompt");
    prompt_->setMaxLength(kLongestPrompt);
    prompt_->installEventFilter(this);
    QVBoxLayout* more = more_->content();
    more->addWidget(steps_);
    more->addWidget(guidance_);
    more->addLayout(rowOf(prompt_name_, prompt_));
    more->addWidget(seed_);
    auto* controls = new QWidget;
    QVBoxLayout* column = columnIn(controls);
    column->addWidget(model_);
    column->addLayout(rowOf(controlnet_name_, controlnet_));
    column->addWidget(strength_);
    column->addWidget(more_);
    column->addWidget(draw_, 0, Qt::AlignLeft);
    column->addWidget(why_);
    return controls;
}

/// Shows what there is to choose from, or, where there is nothing, where models are imported.
void DrawAnew::chooseModel() {
    if (!model_->hasCheckpoints()) {
        Q_EMIT studio_.libraryWanted();
        return;
    }
    QMetaObject::invokeMethod(model_, &ModelChoice::open, Qt::QueuedConnection);
}

void DrawAnew::draw() {
    // Enter in the prompt may come while a number is being typed, too.
    if (auto* box = qobject_cast<QAbstractSpinBox*>(QApplication::focusWidget())) box->interpretText();
    studio_.draw();
}

void DrawAnew::keep() {
    if (refreshing_) return;
    Setting setting;
    setting.controlnet = controlnet_->currentData().toString();
    setting.prompt = cleanPrompt(prompt_->text());
    setting.strength = strength_->value();
    setting.guidance = guidance_->value();
    setting.steps = steps_->value();
    setting.seed = seed_->value();
    setting.seed_locked = seed_->isLocked();
    studio_.set(setting);
}

void DrawAnew::showEvent(QShowEvent* event) {
    workspace_.models.refresh();
    QWidget::showEvent(event);
}

void DrawAnew::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

/// In the prompt Enter draws and Escape leaves it: both mean commands of the window elsewhere.
bool DrawAnew::eventFilter(QObject*, QEvent* event) {
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Escape) return false;
    event->accept();
    if (event->type() == QEvent::ShortcutOverride) return true;
    key == Qt::Key_Escape ? prompt_->clearFocus() : draw();
    return true;
}

void DrawAnew::retranslate() {
    import_->setText(tr("Import a checkpoint…"));
    controlnet_name_->setText(tr("ControlNet"));
    controlnet_->setAccessibleName(tr("ControlNet"));
    controlnet_->setToolTip(tr("One for OpenPose drawings holds the person to the joints."));
    strength_->setLabel(tr("Strength"));
    strength_->setToolTip(tr("How far the drawing may go from the moved pixels."));
    more_->setTitle(tr("More"));
    steps_->setLabel(tr("Steps"));
    steps_->setToolTip(tr("More steps take longer and may be more exact."));
    guidance_->setLabel(tr("Guidance"));
    guidance_->setToolTip(tr("How strongly the prompt counts. Without one it does nothing."));
    prompt_name_->setText(tr("Prompt"));
    prompt_->setAccessibleName(tr("Prompt"));
    prompt_->setPlaceholderText(tr("may stay empty"));
    prompt_->setToolTip(tr("What is to be seen, in words. The person stays the same without any."));
    SliderField::align({model_, controlnet_name_, strength_, steps_, guidance_, prompt_name_, seed_});
    fillControlNets();
}

void DrawAnew::fillControlNets() {
    const QSignalBlocker quiet(controlnet_);
    controlnet_->clear();
    controlnet_->addItem(tr("None"), QString());
    for (const InstalledModel* net : studio_.controlNets()) {
        controlnet_->addItem(net->name(), net->path());
        controlnet_->setItemData(controlnet_->count() - 1, summaryText(*net), Qt::ToolTipRole);
    }
    refresh();
}

void DrawAnew::refresh() {
    refreshing_ = true;
    const bool can_choose = model_->hasCheckpoints();
    about_->setText(can_choose
                        ? tr("A checkpoint draws over the moved pixels what the photo does not show.")
                        : tr("What the photo does not show can be drawn by a Stable Diffusion checkpoint "
                             "of your own. None is installed yet."));
    import_->setVisible(!can_choose);
    controls_->setVisible(can_choose);
    const Setting setting = studio_.settings();
    if (controlnet_->findData(setting.controlnet) < 0) {
        const QString file = setting.controlnet.section('/', -1);
        controlnet_->addItem(workspace_.models.isRead() ? tr("Not found: %1").arg(file) : file,
                             setting.controlnet);
    }
    controlnet_->setCurrentIndex(controlnet_->findData(setting.controlnet));
    // Not while it says so already: a number that is being typed would be lost.
    const auto follow = [](auto* field, int value) {
        if (field->value() != value) field->setValue(value);
    };
    follow(strength_, setting.strength);
    follow(steps_, setting.steps);
    follow(guidance_, setting.guidance);
    follow(seed_, setting.seed);
    seed_->setLocked(setting.seed_locked);
    if (cleanPrompt(prompt_->text()) != setting.prompt) prompt_->setText(setting.prompt);
    refreshButton();
    refreshing_ = false;
}

/// Where it was started it is also ended; a button that went dead would pass the focus on.
void DrawAnew::refreshButton() {
    const bool drawing = studio_.isDrawing();
    const QString why = drawing ? QString() : studio_.obstacle();
    draw_->setText(drawing ? tr("Cancel") : tr("Draw anew"));
    draw_->setToolTip(drawing ? tr("Back to the moved pixels.")
                              : tr("Draw what has moved, and what became visible, with this checkpoint. The "
                                   "next change of the pose shows the moved pixels again."));
    draw_->setEnabled(why.isEmpty());
    draw_->setAccessibleDescription(why);
    why_->setText(why);
    why_->setVisible(!why.isEmpty());
}

}  // namespace ui
