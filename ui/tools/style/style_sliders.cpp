#include "ui/tools/style/style_sliders.h"

#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/session/style_text.h"
#include "ui/session/style_work.h"
#include "ui/widgets/slider_field.h"

namespace ui {
namespace {

using engine::RegionStyle;
using engine::StyleAxis;
using engine::StyleFrom;

constexpr int kAxisEnd = 100;

int percentOf(float share) {
    return static_cast<int>(std::lround(share * 100));
}

/// Not while it says so already: a number that is being typed would be lost.
void showValue(SliderField* slider, int value) {
    const QSignalBlocker quiet(slider);
    if (slider->value() != value) slider->setValue(value);
}

constexpr bool everyPartFits(std::size_t most) {
    for (int part = 0; part < engine::kPartCount; ++part) {
        if (engine::axesOf(static_cast<engine::Part>(part)).size() > most) return false;
    }
    return true;
}

}  // namespace

StyleSliders::StyleSliders(StyleWork& work, QWidget* parent) : QWidget(parent), work_(work) {
    static_assert(everyPartFits(kMostAxes));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    const QString percent = QStringLiteral("%");
    amount_ = add(0, percentOf(RegionStyle::kMostAmount), 100, percent,
                  [](RegionStyle& region, int value) { region.amount = static_cast<float>(value) / 100; });
    spread_ = add(0, 100, percentOf(RegionStyle::kUsualSpread), percent,
                  [](RegionStyle& region, int value) { region.spread = static_cast<float>(value) / 100; });
    all->addSpacing(5);
    for (int i = 0; i < kMostAxes; ++i) {
        axes_[static_cast<std::size_t>(i)] =
            add(-kAxisEnd, kAxisEnd, 0, {}, [i](RegionStyle& region, int value) {
                const StyleAxis axis = engine::axesOf(region.part)[static_cast<std::size_t>(i)];
                region.axes[static_cast<std::size_t>(axis)] = static_cast<float>(value) / kAxisEnd;
            });
    }
}

SliderField* StyleSliders::add(int minimum, int maximum, int standard, const QString& unit,
                               std::function<void(RegionStyle&, int)> put) {
    auto* slider = new SliderField({}, minimum, maximum, standard, unit);
    layout()->addWidget(slider);
    connect(slider, &SliderField::valueChanged, this, [this, slider, put = std::move(put)](int value) {
        // One step of undo while the same slider of the same region moves on.
        const engine::Part part = work_.part();
        const bool goes_on = moved_ == slider && moved_part_ == part && gesture_ == work_.gesture();
        if (!goes_on || gesture_ == 0) gesture_ = work_.newGesture();
        moved_ = slider;
        moved_part_ = part;
        RegionStyle region = work_.now().of(part);
        put(region, value);
        work_.setRegion(region, gesture_);
        refresh();
    });
    return slider;
}

void StyleSliders::refresh() {
    const RegionStyle& region = work_.now().of(work_.part());
    refreshChoice(region);
    refreshAxes(region);
    QStringList names;
    for (const SliderField* slider : axes_) names << slider->accessibleName();
    names << amount_->accessibleName();
    if (std::exchange(aligned_, names) == names) return;  // it lays out everything anew
    SliderField::align({amount_, spread_, axes_[0], axes_[1], axes_[2], axes_[3], axes_[4]});
}

void StyleSliders::refreshChoice(const RegionStyle& region) {
    showValue(amount_, percentOf(region.amount));
    showValue(spread_, percentOf(region.spread));
    amount_->setLabel(tr("Amount"));
    spread_->setLabel(tr("Variation"));
    const bool other = region.from != StyleFrom::Own;
    const bool varied = region.from == StyleFrom::Variation;
    const QString choose = tr("Choose a variation or another photo's style first.");
    amount_->setEnabled(other);
    amount_->setToolTip(other ? tr("How much of the chosen style.") : choose);
    spread_->setEnabled(varied);
    spread_->setToolTip(varied  ? tr("How unlike the own style the variations are.")
                        : other ? tr("Another photo's style has no variations.")
                                : choose);
    for (SliderField* slider : {amount_, spread_}) slider->setAccessibleDescription(slider->toolTip());
}

void StyleSliders::refreshAxes(const RegionStyle& region) {
    const auto axes = engine::axesOf(region.part);
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        const bool there = i < axes.size();
        axes_[i]->setVisible(there);
        axes_[i]->setLabel(axisTitle(axes[std::min(i, axes.size() - 1)]));  // none wider than those shown
        if (!there) continue;
        axes_[i]->setToolTip(axisHint(axes[i]));
        showValue(axes_[i], percentOf(region.axes[static_cast<std::size_t>(axes[i])]));
    }
}

}  // namespace ui
