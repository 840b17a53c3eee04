#include "ui/tools/style/variation_grid.h"

#include <QButtonGroup>
#include <QGridLayout>
#include <QToolButton>

#include "ui/session/style_text.h"
#include "ui/session/style_variations.h"
#include "ui/session/style_work.h"
#include "ui/tools/style/variation_cell.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

using engine::RegionStyle;
using engine::StyleFrom;

constexpr int kColumns = 5;

/// The region with the choice of one of the cells.
RegionStyle chosen(RegionStyle region, int index, quint64 first) {
    if (index == StyleVariations::kOwn) {
        region.from = StyleFrom::Own;
    } else {
        region.from = StyleFrom::Variation;
        region.variation = first + static_cast<quint64>(index) - 1;
        if (region.amount == 0) region.amount = 1;  // or nothing would come of it
    }
    return region;
}

}  // namespace

VariationGrid::VariationGrid(StyleWork& work, StyleVariations& variations, QWidget* parent)
    : QWidget(parent), work_(work), variations_(variations), more_(new QToolButton) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(2);
    // Arrow keys go from one to the next; none of them may be the chosen one.
    auto* group = new QButtonGroup(this);
    group->setExclusive(false);
    for (int index = 0; index <= StyleVariations::kShown; ++index) {
        auto* cell = new VariationCell;
        group->addButton(cell);
        grid->addWidget(cell, index / kColumns, index % kColumns);
        connect(cell, &VariationCell::clicked, this, [this, index] { choose(index); });
        connect(cell, &VariationCell::visited, this, [this, index](bool here) {
            if (here) {
                tryOut(index);
            } else {
                work_.tryOut(std::nullopt);
            }
        });
        cells_.push_back(cell);
    }
    more_->setIcon(themedIcon(":/icons/dice.svg"));
    more_->setIconSize({20, 20});
    more_->setFocusPolicy(Qt::StrongFocus);
    more_->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    more_->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    grid->addWidget(more_, 1, kColumns - 1);
    for (int column = 0; column < kColumns; ++column) grid->setColumnStretch(column, 1);
    connect(more_, &QToolButton::clicked, &variations_, &StyleVariations::showMore);
    connect(&variations_, &StyleVariations::changed, this, &VariationGrid::refresh);
}

void VariationGrid::showEvent(QShowEvent* event) {
    variations_.setScale(devicePixelRatioF());
    QWidget::showEvent(event);
}

void VariationGrid::hideEvent(QHideEvent* event) {
    work_.tryOut(std::nullopt);
    QWidget::hideEvent(event);
}

void VariationGrid::choose(int index) {
    work_.setRegion(chosen(work_.now().of(work_.part()), index, variations_.first()), work_.newGesture());
    refresh();
}

void VariationGrid::tryOut(int index) {
    work_.tryOut(chosen(work_.now().of(work_.part()), index, variations_.first()));
}

void VariationGrid::refresh() {
    const RegionStyle& region = work_.now().of(work_.part());
    const QString title = partTitle(work_.part());
    for (int index = 0; index <= StyleVariations::kShown; ++index) {
        const bool own = index == StyleVariations::kOwn;
        const quint64 number = variations_.first() + static_cast<quint64>(std::max(0, index - 1));
        VariationCell* cell = cells_[static_cast<std::size_t>(index)];
        cell->show(own ? tr("Own") : QString::number(number), variations_.picture(index));
        cell->setChecked(own ? region.from == StyleFrom::Own
                             : region.from == StyleFrom::Variation && region.variation == number);
        cell->setAccessibleName(own ? tr("%1: its own style").arg(title)
                                    : tr("%1: variation %2").arg(title).arg(number));
        cell->setToolTip(
            own ? tr("The region's own style.")
                : tr("Another style of the region. The pointer tries it out, a click takes it."));
    }
    more_->setText(tr("More"));
    more_->setToolTip(tr("Eight other variations."));
    more_->setAccessibleName(tr("Eight other variations."));
}

}  // namespace ui
