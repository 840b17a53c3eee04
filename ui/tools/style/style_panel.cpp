#include "ui/tools/style/style_panel.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/session/workspace.h"
#include "ui/tools/style/donor_field.h"
#include "ui/tools/style/style_chips.h"
#include "ui/tools/style/style_sliders.h"
#include "ui/tools/style/variation_grid.h"
#include "ui/widgets/face_choice.h"

namespace ui {
namespace {

QHBoxLayout* lineOf(std::initializer_list<QWidget*> widgets) {
    auto* line = new QHBoxLayout;
    line->setSpacing(6);
    for (QWidget* widget : widgets) line->addWidget(widget);
    line->addStretch();
    return line;
}

}  // namespace

StylePanel::StylePanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      work_(workspace.style),
      why_(new QLabel),
      again_(new QPushButton),
      face_(new FaceChoice),
      chips_(new StyleChips(work_, workspace.style_overlay)),
      body_(new QWidget),
      grid_(new VariationGrid(work_, workspace.style_variations)),
      sliders_(new StyleSliders(work_)),
      reset_(new QPushButton),
      reset_all_(new QPushButton),
      donor_(new DonorField(work_, workspace.session)),
      matte_(new QCheckBox),
      paint_(new QPushButton),
      painted_(new QLabel) {
    for (QLabel* label : {why_, painted_}) {
        label->setProperty("role", "dim");
        label->setWordWrap(true);
    }
    auto* body = new QVBoxLayout(body_);
    body->setContentsMargins(0, 0, 0, 0);
    body->setSpacing(4);
    body->addWidget(grid_);
    body->addWidget(sliders_);
    body->addLayout(lineOf({reset_, reset_all_}));
    body->addWidget(donor_);
    body->addLayout(lineOf({matte_, paint_}));
    body->addWidget(painted_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addWidget(why_);
    all->addWidget(again_, 0, Qt::AlignLeft);
    all->addWidget(face_);
    all->addWidget(chips_);
    all->addWidget(body_);

    connect(again_, &QPushButton::clicked, &work_, &StyleWork::lookAgain);
    connect(face_, &FaceChoice::activated, &work_, &StyleWork::chooseFace);
    connect(reset_, &QPushButton::clicked, this, [this] { work_.reset(work_.part()); });
    connect(reset_all_, &QPushButton::clicked, &work_, &StyleWork::resetAll);
    connect(matte_, &QCheckBox::toggled, &workspace_.style_overlay, &StyleOverlay::showMatte);
    connect(paint_, &QPushButton::clicked, this, &StylePanel::paintOnMatte);
    connect(&work_, &StyleWork::changed, this, &StylePanel::refresh);
    connect(&workspace_.document, &Document::maskChanged, this, [this, had = false]() mutable {
        // Comes with every dab of a brush.
        if (std::exchange(had, workspace_.document.hasMask()) != workspace_.document.hasMask()) {
            refreshMatte();
        }
    });
    connect(&workspace_.mask_work, &MaskWork::busyChanged, this, &StylePanel::refreshMatte);
    retranslate();
}

void StylePanel::run() {
    if (work_.canLookAgain()) {
        work_.lookAgain();
    } else {
        work_.send();
    }
}

/// The matte becomes the mask, which decides from then on where the style changes.
void StylePanel::paintOnMatte() {
    workspace_.mask_work.adopt(workspace_.style_overlay.matte(), work_.area());
    Q_EMIT work_.paintWanted();
}

void StylePanel::showEvent(QShowEvent* event) {
    work_.setInHand(true);
    refresh();
    QWidget::showEvent(event);
}

void StylePanel::hideEvent(QHideEvent* event) {
    work_.setInHand(false);
    QWidget::hideEvent(event);
}

void StylePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void StylePanel::retranslate() {
    again_->setText(tr("Try again"));
    face_->setToolTip(tr("Whose style is changed. What was changed on the face before is applied."));
    reset_->setText(tr("Reset region"));
    reset_->setToolTip(tr("The region as it is in the photo."));
    reset_all_->setText(tr("Reset all"));
    reset_all_->setToolTip(tr("All regions as they are in the photo."));
    matte_->setText(tr("Show matte"));
    matte_->setToolTip(tr("Show over the photo where the style changes."));
    paint_->setText(tr("Paint on it"));
    paint_->setToolTip(tr("Make it the mask and paint on it. The painted mask is used from then on."));
    painted_->setText(
        tr("The painted mask decides where the style changes. Clear the mask to have the "
           "regions found again."));
    refresh();
}

void StylePanel::refresh() {
    const QString why = work_.obstacle();
    why_->setText(why);
    why_->setVisible(!why.isEmpty());
    again_->setVisible(work_.canLookAgain());
    face_->show(work_.faces(), work_.face());
    chips_->refresh();
    body_->setVisible(!work_.parts().empty());
    for (QWidget* part : {static_cast<QWidget*>(chips_), body_}) {
        part->setEnabled(why.isEmpty());
        part->setAccessibleDescription(why);
    }
    grid_->refresh();
    sliders_->refresh();
    donor_->refresh();
    reset_->setEnabled(work_.now().changes(work_.part()));
    reset_all_->setEnabled(!work_.now().changed().empty());
    refreshMatte();
}

void StylePanel::refreshMatte() {
    const QSignalBlocker quiet(matte_);
    matte_->setChecked(workspace_.style_overlay.showsMatte());
    const bool painted = workspace_.document.hasMask();
    matte_->setEnabled(!painted);
    paint_->setEnabled(!workspace_.mask_work.isBusy() && !painted);
    painted_->setVisible(painted);
}

QWidget* createStylePanel(Workspace& workspace, QWidget* parent) {
    return new StylePanel(workspace, parent);
}

}  // namespace ui
