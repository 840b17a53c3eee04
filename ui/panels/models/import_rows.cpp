#include "ui/panels/models/import_rows.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/session/model_text.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

constexpr int kProgressSteps = 1000;
constexpr int kIconSize = 16;

QLabel* wrapped(bool dim) {
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText);  // names of files stand in it
    label->setWordWrap(true);
    if (dim) label->setProperty("role", "dim");
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

}  // namespace

ImportRow::ImportRow(quint64 id, QWidget* parent)
    : QWidget(parent),
      id_(id),
      icon_(new QLabel),
      name_(new ElidedLabel),
      state_(new QLabel),
      drop_(new QToolButton),
      bar_(new QProgressBar),
      reason_(wrapped(false)),
      details_(wrapped(true)) {
    state_->setProperty("role", "dim");
    drop_->setIcon(themedIcon(":/icons/cancel.svg"));
    drop_->setIconSize({12, 12});
    bar_->setRange(0, kProgressSteps);
    bar_->setTextVisible(false);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(icon_);
    top->addWidget(name_, 1);
    top->addWidget(state_);
    top->addWidget(drop_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addLayout(top);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(kIconSize + 8, 0, 0, 0);  // under the name
    below->setSpacing(4);
    below->addWidget(bar_);
    below->addWidget(reason_);
    below->addWidget(details_);
    all->addLayout(below);
    connect(drop_, &QToolButton::clicked, this, &ImportRow::dropped);
}

void ImportRow::show(const ModelImport& import) {
    const QString name = QFileInfo(import.path).fileName();
    const bool refused = import.refusal.has_value();
    name_->setFullText(name);
    icon_->setPixmap(themedIcon(refused ? ":/icons/warning.svg" : ":/icons/import.svg")
                         .pixmap(QSize(kIconSize, kIconSize), devicePixelRatioF()));
    reason_->setText(refused ? refusalText(*import.refusal) : QString());
    details_->setText(refused ? QString::fromStdString(import.refusal->message) : QString());
    reason_->setVisible(refused);
    details_->setVisible(refused && !details_->text().isEmpty());
    state_->setVisible(!refused);
    bar_->setVisible(import.running);
    bar_->setAccessibleName(tr("Progress: %1").arg(name));
    drop_->setToolTip(refused ? tr("Dismiss") : tr("Cancel"));
    drop_->setAccessibleName((refused ? tr("Dismiss: %1") : tr("Cancel: %1")).arg(name));
    setAccessibleName(refused ? name + ": " + reason_->text() : name);
    showProgress(import);
}

void ImportRow::showProgress(const ModelImport& import) {
    if (!import.running) {
        state_->setText(tr("waiting"));
    } else if (import.progress < 0) {
        state_->setText(tr("looking at it…"));
    } else {
        state_->setText(QStringLiteral("%1 %").arg(static_cast<int>(import.progress * 100)));
        state_->setToolTip(tr("Every byte is read once, so that a damaged file is found now."));
    }
    bar_->setValue(static_cast<int>(std::clamp(import.progress, 0.0, 1.0) * kProgressSteps));
}

ImportRows::ImportRows(ModelShelf& shelf, QWidget* parent)
    : QWidget(parent), shelf_(shelf), column_(new QVBoxLayout(this)), clear_(new QPushButton) {
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(8);
    clear_->setProperty("role", "link");
    column_->addWidget(clear_, 0, Qt::AlignLeft);
    connect(clear_, &QPushButton::clicked, &shelf_, &ModelShelf::dropRefused);
    connect(&shelf_, &ModelShelf::importsChanged, this, &ImportRows::refresh);
    connect(&shelf_, &ModelShelf::importProgressed, this, [this](quint64 id) {
        for (const ModelImport& import : shelf_.imports()) {
            if (import.id == id && rowOf(id)) rowOf(id)->showProgress(import);
        }
    });
    refresh();
}

ImportRow* ImportRows::rowOf(quint64 id) const {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [id](const ImportRow* row) { return row->id() == id; });
    return found == rows_.end() ? nullptr : *found;
}

void ImportRows::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) refresh();
    QWidget::changeEvent(event);
}

void ImportRows::refresh() {
    const auto& imports = shelf_.imports();
    std::erase_if(rows_, [&](ImportRow* row) {
        const bool stays = std::any_of(imports.begin(), imports.end(),
                                       [row](const ModelImport& import) { return import.id == row->id(); });
        if (!stays) {
            row->hide();
            row->deleteLater();  // its own button may be what sent it away
        }
        return !stays;
    });
    for (const ModelImport& import : imports) {
        ImportRow* row = rowOf(import.id);
        if (!row) {
            row = new ImportRow(import.id);
            connect(row, &ImportRow::dropped, this, [this, id = import.id] { shelf_.drop(id); });
            column_->insertWidget(column_->count() - 1, row);
            rows_.push_back(row);
        }
        row->show(import);
    }
    const auto refused = std::count_if(imports.begin(), imports.end(),
                                       [](const ModelImport& import) { return import.refusal.has_value(); });
    clear_->setText(tr("Dismiss all that were not taken"));
    clear_->setVisible(refused > 1);
    setVisible(!imports.empty());
}

}  // namespace ui
