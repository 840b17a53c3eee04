#include "ui/panels/models/system_table.h"

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <algorithm>
#include <iterator>
#include <vector>

#include "ui/session/error_text.h"
#include "ui/session/free_memory.h"
#include "ui/session/model_text.h"
#include "ui/session/settings_store.h"
#include "ui/session/studio_choice.h"
#include "ui/widgets/wheel_to_panel.h"

namespace ui {
namespace {

/// A system and the program's own networks that it works with, beside those that read every portrait.
struct OwnSystem {
    const char* id;
    std::vector<const char*> networks;
};

const OwnSystem kOwnSystems[] = {
    {"shadows", {"shadows", "field_upsampler"}},
    {"harmonise", {"harmonise"}},
    {"describe", {"describe", "expressions", "glasses"}},
    {"pose", {"head_shape", "pose_field", "pose"}},
    {"style", {}},
    {"read", {}},
};
constexpr const char* kReaders[] = {"face_finder", "portrait_reader", "structure_style"};

struct Need {
    std::uint64_t memory = 0;
    bool complete = true;
};

Need needOf(const OwnSystem& system, const ModelShelf& shelf) {
    Need need;
    std::vector<const char*> networks(std::begin(kReaders), std::end(kReaders));
    networks.insert(networks.end(), system.networks.begin(), system.networks.end());
    for (const char* network : networks) {
        const auto& models = shelf.models();
        const auto found = std::find_if(models.begin(), models.end(), [network](const InstalledModel& model) {
            return model.about.kind == engine::ModelKind::Starter && model.about.name == network;
        });
        if (found == models.end() || !found->about.isFit()) {
            need.complete = false;
        } else {
            need.memory += found->about.memory;
        }
    }
    return need;
}

QLabel* dimLabel() {
    auto* label = new QLabel;
    label->setProperty("role", "dim");
    label->setWordWrap(true);
    return label;
}

}  // namespace

SystemTable::SystemTable(const ModelShelf& shelf, SettingsStore& settings, QWidget* parent)
    : QWidget(parent),
      shelf_(shelf),
      settings_(settings),
      studio_(new QLabel),
      choice_(new QComboBox),
      studio_memory_(dimLabel()) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for ([[maybe_unused]] const OwnSystem& system : kOwnSystems) {
        OwnLine line{new QLabel, new QLabel, dimLabel()};
        line.model->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        grid->addWidget(line.system, row, 0);
        grid->addWidget(line.model, row++, 1);
        grid->addWidget(line.memory, row++, 0, 1, 2);
        grid->setRowMinimumHeight(row++, 8);
        own_.push_back(line);
    }
    studio_->setBuddy(choice_);
    choice_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice_->setMinimumContentsLength(8);
    leaveWheelToPanel(choice_);
    grid->addWidget(studio_, row, 0);
    grid->addWidget(choice_, row++, 1);
    grid->setRowMinimumHeight(row++, 4);
    grid->addWidget(studio_memory_, row, 0, 1, 2);

    connect(choice_, &QComboBox::activated, this,
            [this](int index) { settings_.setStudioModel(choice_->itemData(index).toString()); });
    connect(&shelf_, &ModelShelf::changed, this, &SystemTable::refresh);
    connect(&settings_, &SettingsStore::studioChanged, this, &SystemTable::refresh);
    refresh();
}

void SystemTable::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) refresh();
    QWidget::changeEvent(event);
}

void SystemTable::fillChoice() {
    const QSignalBlocker quiet(choice_);
    choice_->clear();
    choice_->addItem(tr("None"), QString());
    for (const InstalledModel& model : shelf_.models()) {
        if (model.about.kind != engine::ModelKind::Checkpoint || !model.about.isFit()) continue;
        choice_->addItem(model.name(), model.path());
        choice_->setItemData(choice_->count() - 1, summaryText(model), Qt::ToolTipRole);
    }
    const QString chosen = settings_.studioModel();
    if (choice_->findData(chosen) < 0) {
        // A disk that is not plugged in today: the choice is not forgotten.
        choice_->addItem(
            shelf_.isRead() ? tr("Not found: %1").arg(chosen.section('/', -1)) : chosen.section('/', -1),
            chosen);
    }
    choice_->setCurrentIndex(choice_->findData(chosen));
}

void SystemTable::refresh() {
    studio_->setText(tr("Studio model"));
    choice_->setAccessibleName(tr("Studio model"));
    choice_->setToolTip(tr("The checkpoint of your own that LoRAs belong to and that generating tools use."));
    fillChoice();
    refreshMemory();
}

void SystemTable::refreshMemory() {
    const std::uint64_t free = freeMemory();
    for (std::size_t i = 0; i < own_.size(); ++i) {
        const Need need = needOf(kOwnSystems[i], shelf_);
        const bool missing = shelf_.isRead() && !need.complete;
        own_[i].system->setText(systemTitle(kOwnSystems[i].id));
        own_[i].model->setText(tr("The program's own"));
        own_[i].memory->setText(
            missing ? tr("A network is missing or damaged. Install the program again to restore it.")
                    : memoryText(need.memory, free));
        own_[i].memory->setVisible(!own_[i].memory->text().isEmpty());
    }
    const StudioChoice studio(shelf_, settings_);
    QString memory = memoryText(studio.memory(), free);
    if (memory.isEmpty() && shelf_.isRead()) {
        const bool none = choice_->count() == 1;
        memory = none ? tr("Import a checkpoint to choose one.") : tr("No checkpoint is chosen.");
        if (!settings_.studioModel().isEmpty()) {
            memory = tr("The chosen checkpoint is not there. Choose another one or import it again.");
        }
    }
    studio_memory_->setText(memory);
    studio_memory_->setVisible(!memory.isEmpty());
    choice_->setAccessibleDescription(memory);
}

}  // namespace ui
