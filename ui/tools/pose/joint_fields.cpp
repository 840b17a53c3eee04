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
#include <numbers>
#include <vector>

#include "ui/session/pose_work.h"
#include "ui/tools/pose/joint_text.h"
#include "ui/widgets/wheel_to_panel.h"

namespace ui {
namespace {

using engine::JointName;

constexpr int kFarthest = 99'999;                              // pixels; joints may lie outside the photo
constexpr int kHalfTurn = 180;                                 // degrees
constexpr int kSmallest = 10, kAsItIs = 100, kLargest = 1000;  // percent

}  // namespace

JointFields::JointFields(PoseWork& work, QWidget* parent)
    : QWidget(parent),
      work_(work),
      joint_(new QComboBox),
      labels_{new QLabel(QStringLiteral("x")), new QLabel(QStringLiteral("y"))},
      at_{new QSpinBox, new QSpinBox},
      turn_labels_{new QLabel, new QLabel},
      turn_{new QSpinBox, new QSpinBox},
      place_row_(row(labels_, at_)),
      turn_row_(row(turn_labels_, turn_)),
      hide_(new QPushButton),
      note_(new QLabel) {
    note_->setWordWrap(true);
    note_->setProperty("role", "dim");
    for (int i = 0; i < engine::kJointCount; ++i) joint_->addItem({});
    for (QSpinBox* field : at_) {
        field->setRange(-kFarthest, kFarthest);
        connect(field, &QSpinBox::valueChanged, this, &JointFields::place);
    }
    turn_[0]->setRange(-kHalfTurn, kHalfTurn);
    turn_[0]->setSuffix(QStringLiteral("°"));
    turn_[1]->setRange(kSmallest, kLargest);
    turn_[1]->setValue(kAsItIs);
    turn_[1]->setSuffix(QStringLiteral(" %"));
    for (QSpinBox* field : turn_) connect(field, &QSpinBox::valueChanged, this, &JointFields::turn);
    auto* fields = new QHBoxLayout;
    fields->setSpacing(8);
    fields->addWidget(place_row_, 1);
    fields->addWidget(turn_row_, 1);
    fields->addWidget(hide_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(joint_);
    all->addLayout(fields);
    all->addWidget(note_);
    leaveWheelToPanel(joint_);
    connect(joint_, &QComboBox::activated, this, &JointFields::choose);
    connect(hide_, &QPushButton::clicked, this, &JointFields::hideOrBringBack);
    retranslate();
}

/// Two numbers with a word in front of each.
QWidget* JointFields::row(std::array<QLabel*, 2>& labels, std::array<QSpinBox*, 2>& fields) {
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    for (std::size_t i = 0; i < fields.size(); ++i) {
        fields[i]->setKeyboardTracking(false);
        fields[i]->setMinimumWidth(64);
        fields[i]->installEventFilter(this);
        leaveWheelToPanel(fields[i]);
        labels[i]->setBuddy(fields[i]);
        line->addWidget(labels[i]);
        line->addWidget(fields[i], 1);
    }
    return row;
}

bool JointFields::areSeveral() const {
    return work_.selected().size() > 1;
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

/// Once, and from there anew.
void JointFields::turn() {
    const double angle = turn_[0]->value() * std::numbers::pi / kHalfTurn;
    const double scale = static_cast<double>(turn_[1]->value()) / kAsItIs;
    {
        const QSignalBlocker quiet_angle(turn_[0]), quiet_scale(turn_[1]);
        turn_[0]->setValue(0);
        turn_[1]->setValue(kAsItIs);
    }
    Pose pose = work_.pose();
    pose.skeleton = work_.turned(pose.skeleton, angle, scale);
    work_.set(std::move(pose), work_.newGesture());
}

void JointFields::hideOrBringBack() {
    if (areSeveral()) {
        const std::vector<JointName> joints(work_.selected().begin(), work_.selected().end());
        work_.hide(joints);  // empties what is selected
    } else if (work_.pose().skeleton.has(shown_)) {
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
    turn_labels_[0]->setText(tr("Turn"));
    turn_labels_[1]->setText(tr("Scale"));
    turn_[0]->setAccessibleName(tr("Turn the selected joints"));
    turn_[0]->setToolTip(tr("Turn the selected joints clockwise by so many degrees."));
    turn_[1]->setAccessibleName(tr("Scale the selected joints"));
    turn_[1]->setToolTip(tr("Move the selected joints apart, or below 100 % together."));
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
    place_row_->setVisible(!areSeveral());
    turn_row_->setVisible(areSeveral());
    hide_->setEnabled(there || work_.wasFound(shown_));
    hide_->setText(there || !known ? tr("Hide") : tr("Bring back"));
    QString note;
    if (!known) {
        // Said above.
    } else if (areSeveral()) {
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
