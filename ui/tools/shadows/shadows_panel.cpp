#include "ui/tools/shadows/shadows_panel.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

#include "ui/session/edit_session.h"
#include "ui/session/mask_copy.h"
#include "ui/session/places.h"
#include "ui/tools/shadows/background_picker.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/seed_field.h"
#include "ui/widgets/slider_field.h"

namespace ui {
namespace {

constexpr ShadowSettings kStandard;

int percent(float share) {
    return static_cast<int>(share * 100 + 0.5f);
}

}  // namespace

ShadowsPanel::ShadowsPanel(EditSession& session, MaskCopy& mask, QWidget* parent)
    : QWidget(parent),
      session_(session),
      mask_(mask),
      strength_(new SliderField({}, 0, 100, percent(kStandard.strength), "%")),
      softness_(new SliderField({}, 0, 100, percent(kStandard.softness), "%")),
      keep_shape_(new SliderField({}, 0, 100, percent(kStandard.keep_shape), "%")),
      more_(new Fold),
      steps_(new SliderField({}, 1, 100, kStandard.steps, {})),
      seed_(new SeedField),
      background_(new BackgroundPicker(session)),
      region_(new QLabel),
      why_(new QLabel),
      run_(new QPushButton) {
    buildMore();
    run_->setProperty("role", "primary");
    for (QLabel* label : {region_, why_}) {
        label->setWordWrap(true);
        label->setProperty("role", "dim");
    }

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(strength_);
    all->addWidget(softness_);
    all->addWidget(keep_shape_);
    all->addWidget(region_);
    all->addWidget(background_);
    all->addWidget(more_);
    all->addWidget(run_);
    all->addWidget(why_);

    connect(run_, &QPushButton::clicked, this, &ShadowsPanel::run);
    connect(background_, &BackgroundPicker::changed, this, &ShadowsPanel::refresh);
    connect(&session_, &EditSession::stateChanged, this, &ShadowsPanel::refresh);
    connect(&session_, &EditSession::readingReady, this, &ShadowsPanel::refresh);
    connect(&session_.document(), &Document::opened, this, &ShadowsPanel::refresh);
    connect(&session_.document(), &Document::maskChanged, this, [this] {
        // Comes with every dab of a brush.
        if (session_.document().hasMask() != had_mask_) refresh();
    });
    retranslate();
}

void ShadowsPanel::buildMore() {
    more_->content()->addWidget(steps_);
    more_->content()->addWidget(seed_);
}

ShadowSettings ShadowsPanel::settings() const {
    ShadowSettings settings;
    settings.strength = strength_->value() / 100.0f;
    settings.softness = softness_->value() / 100.0f;
    settings.keep_shape = keep_shape_->value() / 100.0f;
    settings.steps = steps_->value();
    settings.seed = static_cast<quint64>(seed_->value());
    return settings;
}

void ShadowsPanel::run() {
    if (!run_->isEnabled()) return;
    // Enter may come while a number is being typed.
    if (auto* box = qobject_cast<QAbstractSpinBox*>(QApplication::focusWidget())) box->interpretText();
    if (!seed_->isLocked()) seed_->roll();
    mask_.withMask(this,
                   [this, settings = settings()](const engine::Image& mask) { submit(settings, mask); });
}

void ShadowsPanel::submit(const ShadowSettings& settings, const engine::Image& mask) {
    const Document& document = session_.document();
    const engine::Photo& background = background_->photo();
    if (background.isNull()) {
        session_.submit("shadows", shadowsRequest(document, settings, mask));
    } else {
        session_.submit("harmonise", harmoniseRequest(document, background, settings, mask));
    }
}

void ShadowsPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void ShadowsPanel::retranslate() {
    strength_->setLabel(tr("Strength"));
    softness_->setLabel(tr("Softness"));
    keep_shape_->setLabel(tr("Keep shape"));
    SliderField::align({strength_, softness_, keep_shape_});
    strength_->setToolTip(tr("How much of the shadow is taken away."));
    softness_->setToolTip(tr("How far the change is smoothed, so that no edge of a shadow stays drawn."));
    keep_shape_->setToolTip(tr("How much of the broad light that models the face stays."));
    more_->setTitle(tr("More"));
    steps_->setLabel(tr("Steps"));
    steps_->setToolTip(tr("More steps take longer and may be more exact."));
    refresh();
}

void ShadowsPanel::refresh() {
    const bool harmonise = !background_->photo().isNull();
    run_->setText(harmonise ? tr("Harmonise  ⏎") : tr("Remove shadows  ⏎"));
    run_->setAccessibleName(harmonise ? tr("Harmonise") : tr("Remove shadows"));
    softness_->setEnabled(!harmonise);
    keep_shape_->setEnabled(!harmonise);
    had_mask_ = session_.document().hasMask();
    const int faces = session_.reading() ? facesAlike(*session_.reading()) : 0;
    region_->setText(had_mask_   ? tr("Region: the painted mask")
                     : faces > 1 ? tr("Region: the largest of %1 faces. Paint a mask for another.").arg(faces)
                                 : tr("Region: the person, found automatically"));
    QString why;
    if (session_.document().isEmpty()) {
        why = tr("Open a photo first.");
    } else if (session_.state() == EditSession::State::Queued ||
               session_.state() == EditSession::State::Running) {
        why = tr("Running. Esc cancels.");
    } else if (background_->isReading()) {
        why = tr("Reading the background…");
    }
    run_->setEnabled(why.isEmpty());
    run_->setAccessibleDescription(why);
    why_->setText(why);
    why_->setVisible(!why.isEmpty());
}

}  // namespace ui
