#include "ui/panels/mask_panel.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/action_table.h"
#include "ui/session/edit_session.h"
#include "ui/session/mask_work.h"
#include "ui/widgets/flow_layout.h"

namespace ui {
namespace {

constexpr Place kPlaces[] = {Place::Person, Place::Face,  Place::Skin,    Place::Hair,      Place::Lips,
                             Place::Eyes,   Place::Brows, Place::Clothes, Place::Background};

}  // namespace

MaskPanel::MaskPanel(EditSession& session, MaskWork& work, const std::vector<QAction*>& actions,
                     QWidget* parent)
    : QWidget(parent), session_(session), work_(work), find_(new QLabel), state_(new QLabel) {
    find_->setProperty("role", "heading");
    state_->setProperty("role", "dim");
    state_->setWordWrap(true);
    auto* chips = new FlowLayout(6, 6);
    for (const Place place : kPlaces) {
        auto* chip = new QPushButton;
        chip->setProperty("role", "chip");
        chip->installEventFilter(this);
        connect(chip, &QPushButton::clicked, this, [this, place] {
            choose(place, QApplication::keyboardModifiers().testFlag(Qt::AltModifier));
        });
        chips_.push_back({place, chip});
        chips->addWidget(chip);
    }
    auto* buttons = new FlowLayout(6, 6);
    for (QAction* action : actions) {
        auto* button = new QPushButton;
        const auto follow = [button, action] {
            button->setText(plainText(action));
            button->setToolTip(action->toolTip());
            button->setEnabled(action->isEnabled());
        };
        connect(action, &QAction::changed, button, follow);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        follow();
        buttons->addWidget(button);
    }

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(find_);
    all->addLayout(chips);
    all->addWidget(state_);
    all->addLayout(buttons);

    connect(&session_, &EditSession::readingReady, this, &MaskPanel::refresh);
    connect(&session_, &EditSession::failed, this, &MaskPanel::refresh);
    connect(&session_.document(), &Document::opened, this, [this] {
        if (isVisible()) session_.read();
        refresh();
    });
    connect(&work_, &MaskWork::busyChanged, this, &MaskPanel::refresh);
    retranslate();
}

void MaskPanel::choose(Place place, bool subtract) {
    work_.include(place, subtract);
    Q_EMIT hinted({}, {});
}

void MaskPanel::showEvent(QShowEvent* event) {
    session_.read();
    refresh();
    QWidget::showEvent(event);
}

void MaskPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

bool MaskPanel::eventFilter(QObject* watched, QEvent* event) {
    const bool in = event->type() == QEvent::Enter || event->type() == QEvent::FocusIn;
    const bool out = event->type() == QEvent::Leave || event->type() == QEvent::FocusOut;
    if (out) Q_EMIT hinted({}, {});
    if (in && session_.reading()) {
        for (const Chip& chip : chips_) {
            if (chip.button != watched || !chip.button->isEnabled()) continue;
            Q_EMIT hinted(areaOf(*session_.reading(), chip.place), session_.reading()->region);
        }
    }
    return QWidget::eventFilter(watched, event);
}

void MaskPanel::retranslate() {
    find_->setText(tr("Find"));
    const auto name = [](Place place) {
        switch (place) {
            case Place::Person:
                return tr("Person");
            case Place::Face:
                return tr("Face");
            case Place::Skin:
                return tr("Skin");
            case Place::Hair:
                return tr("Hair");
            case Place::Lips:
                return tr("Lips");
            case Place::Eyes:
                return tr("Eyes");
            case Place::Brows:
                return tr("Brows");
            case Place::Clothes:
                return tr("Clothes");
            case Place::Background:
                return tr("Background");
        }
        return QString();
    };
    for (const Chip& chip : chips_) {
        chip.button->setText(name(chip.place));
        chip.button->setAccessibleName(tr("Find %1").arg(name(chip.place)));
        chip.button->setToolTip(tr("Click adds to the mask, Alt+click takes away."));
    }
    refresh();
}

void MaskPanel::refresh() {
    const bool ready = session_.reading().has_value();
    for (const Chip& chip : chips_) chip.button->setEnabled(ready && !work_.isBusy());
    QString state;
    if (session_.document().isEmpty()) {
        state = tr("Open a photo first.");
    } else if (session_.isReading()) {
        state = tr("Looking for the face and its parts…");
    } else if (!ready) {
        state = tr("No parts found. Paint the region with the brush.");
    } else if (session_.reading()->faces.empty()) {
        state = tr("No face found. Paint the region with the brush.");
    } else if (work_.isBusy()) {
        state = tr("Working…");
    }
    state_->setText(state);
    state_->setVisible(!state.isEmpty());
}

}  // namespace ui
