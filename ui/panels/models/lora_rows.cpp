#include "ui/panels/models/lora_rows.h"

#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/session/model_text.h"
#include "ui/session/settings_store.h"
#include "ui/session/studio_choice.h"
#include "ui/widgets/slider_field.h"

namespace ui {
namespace {

constexpr int kLeastScale = -200;  // hundredths
constexpr int kMostScale = 200;
constexpr int kTrainedScale = 100;
constexpr int kIndent = 24;  // under the name, not under its box

}  // namespace

LoraRow::LoraRow(const InstalledModel& lora, SettingsStore& settings, QWidget* parent)
    : QWidget(parent),
      path_(lora.path()),
      name_(lora.name()),
      settings_(settings),
      on_(new QCheckBox),
      scale_(SliderField::ofHundredths(kLeastScale, kMostScale, kTrainedScale)),
      obstacle_(new QLabel) {
    on_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    on_->setAccessibleName(name_);
    on_->setToolTip(name_);
    obstacle_->setProperty("role", "dim");
    obstacle_->setWordWrap(true);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(kIndent, 0, 0, 0);
    below->addWidget(scale_);
    below->addWidget(obstacle_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(on_);
    all->addLayout(below);
    connect(on_, &QCheckBox::toggled, this, &LoraRow::keep);
    connect(scale_, &SliderField::valueChanged, this, &LoraRow::keep);
}

void LoraRow::show(bool on, const QString& obstacle) {
    const QSignalBlocker quiet(on_);
    on_->setChecked(on);
    on_->setEnabled(obstacle.isEmpty());
    on_->setAccessibleDescription(obstacle);
    scale_->setLabel(tr("Scale"));
    scale_->setToolTip(tr("1 is as it was trained; a double click goes back to it."));
    scale_->setValue(settings_.lora(path_).hundredths);
    scale_->setVisible(on);
    obstacle_->setText(obstacle);
    obstacle_->setVisible(!obstacle.isEmpty());
    shorten();
}

void LoraRow::keep() {
    settings_.setLora(path_, {on_->isChecked(), scale_->value()});
}

void LoraRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    shorten();
}

void LoraRow::shorten() {
    QString shown = fontMetrics().elidedText(name_, Qt::ElideMiddle, width() - kIndent);
    on_->setText(shown.replace('&', QStringLiteral("&&")));
}

LoraRows::LoraRows(const ModelShelf& shelf, SettingsStore& settings, QWidget* parent)
    : QWidget(parent),
      shelf_(shelf),
      settings_(settings),
      heading_(new QLabel),
      column_(new QVBoxLayout(this)) {
    heading_->setProperty("role", "heading");
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(8);
    column_->addWidget(heading_);
    connect(&shelf_, &ModelShelf::changed, this, &LoraRows::rebuild);
    connect(&settings_, &SettingsStore::studioChanged, this, &LoraRows::refresh);
    rebuild();
}

void LoraRows::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) refresh();
    QWidget::changeEvent(event);
}

/// Keeps the rows while they stand for the same files: a slider that is being dragged must live on.
void LoraRows::rebuild() {
    std::vector<const InstalledModel*> loras;
    for (const InstalledModel& model : shelf_.models()) {
        if (model.about.kind == engine::ModelKind::Lora) loras.push_back(&model);
    }
    bool same = loras.size() == rows_.size();
    for (std::size_t i = 0; same && i < loras.size(); ++i) same = rows_[i]->path() == loras[i]->path();
    if (!same) {
        for (LoraRow* row : rows_) delete row;
        rows_.clear();
        for (const InstalledModel* lora : loras) {
            rows_.push_back(new LoraRow(*lora, settings_));
            column_->addWidget(rows_.back());
        }
    }
    refresh();
}

void LoraRows::refresh() {
    heading_->setText(kindHeading(engine::ModelKind::Lora));
    const StudioChoice studio(shelf_, settings_);
    for (LoraRow* row : rows_) {
        if (const InstalledModel* lora = shelf_.find(row->path())) {
            row->show(studio.isOn(*lora), studio.obstacle(*lora));
        }
    }
    setVisible(!rows_.empty());
}

}  // namespace ui
