#include "ui/tools/pose/joint_fields.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>

#include "ui/session/pose_work.h"
#include "ui/tools/pose/joint_text.h"

namespace ui {
namespace {

using engine::JointName;

constexpr int kFarthest = 99'999;  // pixels; joints may lie outside the photo

}  // namespace

JointFields::JointFields(PoseWork& work, QWidget* parent)
    : QWidget(parent),
      work_(work),
      joint_(new QComboBox),
      labels_{new QLabel(QStringLiteral("x")), new QLabel(QStringLiteral("y"))},
      at_{new QSpinBox, new QSpinBox},
      hide_(new QPushButton),
      note_(new QLabel) {
    note_->setWordWrap(true);
    note_->setProperty("role", "dim");
    for (int i = 0; i < engine::kJointCount; ++i) joint_->addItem({});
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    for (std::size_t i = 0; i < at_.size(); ++i) {
        at_[i]->setRange(-kFarthest, kFarthest);
        at_[i]->setKeyboardTracking(false);
        at_[i]->setMinimumWidth(64);
        at_[i]->installEventFilter(this);
        labels_[i]->setBuddy(at_[i]);
        row->addWidget(labels_[i]);
        row->addWidget(at_[i], 1);
        connect(at_[i], &QSpinBox::valueChanged, this, &JointFields::place);
    }
    row->addWidget(hide_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(joint_);
    all->addLayout(row);
    all->addWidget(note_);
    connect(joint_, &QComboBox::activated, this, &JointFields::choose);
    connect(hide_, &QPushButton::clicked, this, &JointFields::hideOrBringBack);
    retranslate();
}

void JointFields::choose(int row) {
    shown_ = static_cast<JointName>(row);
    work_.select({shown_});  // none, where the joint is not there
    refresh();
}

void JointFields::place() {
    const engine::ImagePoint now = work_.shownSkeleton()[shown_].at;
    // A field that was not touched keeps its fraction of a pixel.
    const auto way = [](const QSpinBox* box, double at) {
        return box->value() == std::lround(at) ? 0.0 : box->value() - at;
    };
    const engine::ImagePoint by{way(at_[0], now.x), way(at_[1], now.y)};
    work_.select({shown_});  // shows the joint anew
    Pose pose = work_.pose();
    pose.skeleton = work_.moved(pose.skeleton, by,
                                work_.locksBones() ? engine::BoneLengths::Locked : engine::BoneLengths::Free);
    work_.set(std::move(pose), work_.newGesture());
    refresh();  // a bone that is too short leaves the joint elsewhere
}

void JointFields::hideOrBringBack() {
    if (work_.pose().skeleton.has(shown_)) {
        const JointName joints[] = {shown_};
        work_.hide(joints);
    } else {
        work_.bringBack(shown_);
        work_.select({shown_});
    }
}

/// Ten pixels with Shift, as in every other field.
bool JointFields::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const int step = key->key() == Qt::Key_Up ? 1 : key->key() == Qt::Key_Down ? -1 : 0;
        if (step != 0 && key->modifiers().testFlag(Qt::ShiftModifier)) {
            static_cast<QSpinBox*>(watched)->stepBy(10 * step);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void JointFields::retranslate() {
    joint_->setAccessibleName(tr("Joint"));
    joint_->setToolTip(tr("The joint that the numbers are about. On the photo Tab goes to the next one."));
    at_[0]->setAccessibleName(tr("Joint, from the left"));
    at_[1]->setAccessibleName(tr("Joint, from the top"));
    refresh();
}

void JointFields::refresh() {
    if (!work_.selected().empty()) shown_ = work_.selected().back();
    const bool known = work_.obstacle().isEmpty();  // else nobody can say what was found
    for (int i = 0; i < engine::kJointCount; ++i) {
        const auto name = static_cast<JointName>(i);
        const QString title = jointTitle(name);
        joint_->setItemText(i, !known || work_.pose().skeleton.has(name) ? title
                               : work_.wasFound(name)                    ? tr("%1 (hidden)").arg(title)
                                                                         : tr("%1 (not found)").arg(title));
    }
    joint_->setCurrentIndex(static_cast<int>(shown_));
    const bool there = work_.pose().skeleton.has(shown_);
    const engine::ImagePoint at = work_.shownSkeleton()[shown_].at;
    for (std::size_t i = 0; i < at_.size(); ++i) {
        const QSignalBlocker quiet(at_[i]);
        at_[i]->setEnabled(there);
        at_[i]->setValue(there ? static_cast<int>(std::lround(i == 0 ? at.x : at.y)) : 0);
    }
    hide_->setEnabled(there || work_.wasFound(shown_));
    hide_->setText(there || !known ? tr("Hide") : tr("Bring back"));
    QString note;
    if (!known) {
        // Said above.
    } else if (work_.selected().size() > 1) {
        note = tr("%1 joints are selected and move together.").arg(work_.selected().size());
    } else if (there &&
               work_.oddness().of_joint[static_cast<std::size_t>(shown_)] >= engine::PoseField::kOdd) {
        note = tr("People do not have this joint here.");
    } else if (!there && work_.wasFound(shown_)) {
        note = tr("Hidden: it moves along with what it hangs on.");
    } else if (!there) {
        note = tr("Not found in the photo: it moves along with what it hangs on.");
    }
    note_->setText(note);
    note_->setVisible(!note.isEmpty());
}

}  // namespace ui
