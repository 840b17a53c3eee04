#include "ui/tools/model_choice.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/session/model_text.h"
#include "ui/session/studio_choice.h"
#include "ui/session/workspace.h"
#include "ui/widgets/wheel_to_panel.h"

namespace ui {
namespace {

constexpr int kImport = -1;  // in place of a path: more models

}  // namespace

ModelChoice::ModelChoice(Workspace& workspace, Offer offer, QWidget* parent)
    : QWidget(parent),
      work_(workspace),
      offers_starter_(offer == Offer::StarterToo),
      name_(new QLabel),
      choice_(new QComboBox),
      loras_(new QLabel),
      library_(new QPushButton) {
    name_->setBuddy(choice_);
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice_->setMinimumContentsLength(10);
    leaveWheelToPanel(choice_);
    loras_->setProperty("role", "dim");
    loras_->setWordWrap(true);
    loras_->setTextFormat(Qt::PlainText);
    library_->setProperty("role", "link");
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(name_);
    row->addWidget(choice_, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addLayout(row);
    all->addWidget(loras_);
    all->addWidget(library_, 0, Qt::AlignLeft);
    connect(choice_, &QComboBox::activated, this, &ModelChoice::chosen);
    connect(library_, &QPushButton::clicked, this, &ModelChoice::libraryWanted);
    connect(&work_.models, &ModelShelf::changed, this, &ModelChoice::refresh);
    connect(&work_.settings, &SettingsStore::studioChanged, this, &ModelChoice::refresh);
    connect(&work_.settings, &SettingsStore::describeChanged, this, &ModelChoice::refresh);
    refresh();
}

bool ModelChoice::hasCheckpoints() const {
    const auto& models = work_.models.models();
    return std::any_of(models.begin(), models.end(), [](const InstalledModel& model) {
        return model.about.kind == engine::ModelKind::Checkpoint && model.about.isFit();
    });
}

void ModelChoice::open() {
    for (QWidget* around = parentWidget(); around; around = around->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(around)) area->ensureWidgetVisible(choice_);
    }
    choice_->setFocus(Qt::OtherFocusReason);
    choice_->showPopup();
}

void ModelChoice::chosen(int index) {
    const QVariant wanted = choice_->itemData(index);
    if (wanted == kImport) {
        refresh();
        Q_EMIT libraryWanted();
    } else if (!offers_starter_) {
        work_.settings.setStudioModel(wanted.toString());
    } else if (wanted.toString().isEmpty()) {
        work_.describe.chooseStarter();
    } else {
        work_.describe.chooseCheckpoint(wanted.toString());
    }
}

void ModelChoice::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) refresh();
    QWidget::changeEvent(event);
}

void ModelChoice::fill() {
    const QSignalBlocker quiet(choice_);
    choice_->clear();
    if (offers_starter_) choice_->addItem(tr("Starter"), QString());
    for (const InstalledModel& model : work_.models.models()) {
        if (model.about.kind != engine::ModelKind::Checkpoint || !model.about.isFit()) continue;
        choice_->addItem(model.name(), model.path());
        choice_->setItemData(choice_->count() - 1, summaryText(model), Qt::ToolTipRole);
    }
    const bool starter = offers_starter_ && work_.describe.usesStarter();
    const QString path = starter ? QString() : work_.settings.studioModel();
    if (!path.isEmpty() && choice_->findData(path) < 0) {
        const QString file = path.section('/', -1);
        choice_->addItem(work_.models.isRead() ? tr("Not found: %1").arg(file) : file, path);
    }
    choice_->addItem(tr("Import a checkpoint…"), kImport);
    choice_->setCurrentIndex(choice_->findData(path));
}

void ModelChoice::refresh() {
    const QString name = offers_starter_ ? tr("Model") : tr("Checkpoint");
    name_->setText(name);
    choice_->setAccessibleName(name);
    choice_->setPlaceholderText(tr("Choose one…"));
    choice_->setToolTip(
        offers_starter_
            ? tr("The starter knows a few hundred words of portraits and needs no graphics card. A "
                 "checkpoint of your own knows far more and takes longer.")
            : tr("The checkpoint of your own that draws. Describe uses the same one."));
    fill();
    QStringList on;
    for (const engine::LoraChoice& lora : StudioChoice(work_.models, work_.settings).loras()) {
        const InstalledModel* model = work_.models.find(QString::fromStdString(lora.path));
        if (model) on << QStringLiteral("%1 %2").arg(model->name(), locale().toString(lora.scale, 'f', 2));
    }
    loras_->setText(on.isEmpty() ? tr("No LoRA is on.") : tr("LoRAs: %1").arg(on.join(QStringLiteral(", "))));
    library_->setText(tr("Choose LoRAs…"));
    const bool starter = offers_starter_ && work_.describe.usesStarter();
    loras_->setVisible(!starter);
    library_->setVisible(!starter);
}

}  // namespace ui
