#include "ui/tools/style/variation_grid.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QToolButton>
#include <algorithm>

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
constexpr int kToTheNext = 150;  // ms that a pointer takes from one picture to another

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
    for (int index = 0; index <= StyleVariations::kShown; ++index) {
        auto* cell = new VariationCell;
        grid->addWidget(cell, index / kColumns, index % kColumns);
        connect(cell, &VariationCell::clicked, this, [this, index] { choose(index); });
        connect(cell, &VariationCell::visited, this, [this, index](bool here) {
            if (here) {
                left_.stop();
                tryOut(index);
            } else {
                left_.start();
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
    // Between two pictures nothing is taken back: the result and its bar would go and come again.
    left_.setSingleShot(true);
    left_.setInterval(kToTheNext);
    connect(&left_, &QTimer::timeout, this, [this] { work_.tryOut(std::nullopt); });
    connect(more_, &QToolButton::clicked, &variations_, &StyleVariations::showMore);
    connect(&variations_, &StyleVariations::changed, this, &VariationGrid::refresh);
}

void VariationGrid::showEvent(QShowEvent* event) {
    variations_.setScale(devicePixelRatioF());
    QWidget::showEvent(event);
}

void VariationGrid::hideEvent(QHideEvent* event) {
    left_.stop();
    work_.tryOut(std::nullopt);
    QWidget::hideEvent(event);
}

/// Arrow keys go from picture to picture.
void VariationGrid::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Left    ? -1
                     : event->key() == Qt::Key_Right ? 1
                     : event->key() == Qt::Key_Up    ? -kColumns
                     : event->key() == Qt::Key_Down  ? kColumns
                                                     : 0;
    std::vector<QWidget*> places(cells_.begin(), cells_.end());
    places.push_back(more_);
    const auto at = std::find(places.begin(), places.end(), focusWidget());
    const auto next = at - places.begin() + step;
    const bool is_there = next >= 0 && next < static_cast<std::ptrdiff_t>(places.size());
    if (step == 0 || at == places.end() || !is_there) {
        QWidget::keyPressEvent(event);
    } else {
        places[static_cast<std::size_t>(next)]->setFocus(Qt::TabFocusReason);
    }
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
        // No tool tip: it would lie over the photo on which the variation is tried out.
        cell->setAccessibleDescription(
            own ? tr("The region's own style.")
                : tr("Another style of the region. The pointer tries it out, a click takes it."));
    }
    more_->setText(tr("More"));
    more_->setToolTip(tr("Eight other variations."));
    more_->setAccessibleName(tr("Eight other variations."));
}

}  // namespace ui
