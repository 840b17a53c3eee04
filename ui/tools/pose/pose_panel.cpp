#include "ui/tools/pose/pose_panel.h"

#include <QCheckBox>
#include <QDragEnterEvent>
#include <QEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <cmath>
#include <numbers>

#include "ui/session/workspace.h"
#include "ui/tools/pose/draw_anew.h"
#include "ui/tools/pose/joint_fields.h"
#include "ui/tools/pose/pose_photo_field.h"
#include "ui/tools/pose/pose_shelf.h"
#include "ui/widgets/face_choice.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/slider_field.h"

namespace ui {
namespace {

constexpr double kDegree = std::numbers::pi / 180;

SliderField* angleField(int largest) {
    return new SliderField({}, -largest, largest, 0, QStringLiteral("°"));
}

/// The one file that is dragged here, unless it is a model: that is the window's. Empty: none.
QString fileIn(const QMimeData* mime) {
    const auto urls = mime->urls();
    if (urls.size() != 1 || !urls.front().isLocalFile()) return {};
    const QString path = urls.front().toLocalFile();
    return ModelShelf::looksLikeModel(path) ? QString() : path;
}

bool isPoseFile(const QString& path) {
    return path.endsWith(u".json", Qt::CaseInsensitive);
}

}  // namespace

PosePanel::PosePanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      work_(workspace.pose),
      files_(workspace.pose_exchange),
      why_(new QLabel),
      again_(new QPushButton),
      face_(new FaceChoice),
      head_(new QLabel),
      sliders_{angleField(PoseWork::kLargestYaw), angleField(PoseWork::kLargestPitch),
               angleField(PoseWork::kLargestRoll)},
      joints_(new QLabel),
      lock_(new QCheckBox),
      mirror_(new QPushButton),
      symmetrise_(new QPushButton),
      snap_(new QPushButton),
      reset_(new QPushButton),
      numbers_(new Fold),
      fields_(new JointFields(work_)),
      photo_(new PosePhotoField(workspace.pose_photo)),
      saved_(new Fold),
      shelf_(new PoseShelf(work_, workspace.pose_library)),
      import_(new QPushButton),
      export_(new QPushButton),
      drawing_(new Fold) {
    setAcceptDrops(true);
    head_->setProperty("role", "heading");
    joints_->setProperty("role", "heading");
    why_->setProperty("role", "dim");
    why_->setWordWrap(true);
    const auto lineOf = [](std::initializer_list<QPushButton*> buttons) {
        auto* line = new FlowLayout(6, 6);
        for (QPushButton* button : buttons) line->addWidget(button);
        return line;
    };
    numbers_->content()->addWidget(fields_);
    saved_->content()->addWidget(shelf_);
    saved_->content()->addLayout(lineOf({import_, export_}));
    drawing_->content()->addWidget(new DrawAnew(workspace));

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(8);
    all->addWidget(why_);
    all->addWidget(again_, 0, Qt::AlignLeft);
    all->addWidget(face_);
    all->addWidget(head_);
    for (SliderField* slider : sliders_) all->addWidget(slider);
    all->addSpacing(8);
    all->addWidget(joints_);
    all->addLayout(lineOf({mirror_, symmetrise_, snap_, reset_}));
    all->addWidget(lock_);
    all->addWidget(photo_);
    all->addWidget(numbers_);
    all->addWidget(saved_);
    all->addWidget(drawing_);

    connect(again_, &QPushButton::clicked, &work_, &PoseWork::lookAgain);
    connect(face_, &FaceChoice::activated, &work_, &PoseWork::chooseFace);
    for (const Axis axis : {kTurn, kNod, kTilt}) {
        connect(sliders_[axis], &SliderField::valueChanged, this,
                [this, axis](int degrees) { turn(axis, degrees); });
    }
    connect(lock_, &QCheckBox::toggled, &work_, &PoseWork::setLocksBones);
    connect(mirror_, &QPushButton::clicked, &work_, &PoseWork::mirror);
    connect(symmetrise_, &QPushButton::clicked, &work_, &PoseWork::symmetrise);
    connect(snap_, &QPushButton::clicked, &work_, &PoseWork::snap);
    connect(reset_, &QPushButton::clicked, &work_, &PoseWork::reset);
    connect(import_, &QPushButton::clicked, this, [this] { chooseFile(false); });
    connect(export_, &QPushButton::clicked, this, [this] { chooseFile(true); });
    connect(&work_, &PoseWork::changed, this, &PosePanel::refresh);
    connect(&workspace.pose_studio, &PoseStudio::modelWanted, drawing_, [this] { drawing_->setOpen(true); });
    retranslate();
}

void PosePanel::run() {
    if (work_.canLookAgain()) {
        work_.lookAgain();
    } else {
        work_.tryAgain();
    }
}

void PosePanel::turn(Axis axis, int degrees) {
    if (gestures_[axis] == 0 || work_.gesture() != gestures_[axis]) gestures_[axis] = work_.newGesture();
    Pose pose = work_.pose();
    const auto angle = static_cast<float>(degrees * kDegree);
    switch (axis) {
        case kTurn:
            pose.turn.yaw = -angle;  // to the right is to the right of the picture
            break;
        case kNod:
            pose.turn.pitch = angle;
            break;
        case kTilt:
        case kAxes:
            pose.turn.roll = angle;
            break;
    }
    work_.set(std::move(pose), gestures_[axis]);
    refresh();
}

void PosePanel::chooseFile(bool save) {
    auto* dialog = new QFileDialog(this, save ? tr("Export pose") : tr("Import pose"), files_.folder());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(save ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(save ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    dialog->setNameFilter(QStringLiteral("OpenPose (*.json)"));
    if (save) {
        dialog->setDefaultSuffix("json");
        dialog->selectFile(files_.suggestedPath());
    }
    connect(dialog, &QFileDialog::fileSelected, &files_,
            save ? &PoseExchange::exportTo : &PoseExchange::importFrom);
    dialog->open();
}

void PosePanel::showEvent(QShowEvent* event) {
    work_.look();
    refresh();
    QWidget::showEvent(event);
}

void PosePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void PosePanel::dragEnterEvent(QDragEnterEvent* event) {
    const QString path = fileIn(event->mimeData());
    if (path.isEmpty() || !work_.obstacle().isEmpty()) return;
    event->acceptProposedAction();
    photo_->setDropping(!isPoseFile(path));
}

void PosePanel::dragLeaveEvent(QDragLeaveEvent*) {
    photo_->setDropping(false);
}

void PosePanel::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    photo_->setDropping(false);
    const QString path = fileIn(event->mimeData());
    if (isPoseFile(path)) {
        files_.importFrom(path);
    } else {
        photo_->open(path);
    }
}

void PosePanel::retranslate() {
    again_->setText(tr("Try again"));
    face_->setToolTip(tr("Whose pose is changed. What was changed on the face before is applied."));
    head_->setText(tr("Head"));
    sliders_[kTurn]->setLabel(tr("Turn"));
    sliders_[kTurn]->setToolTip(tr("To the left or right of the picture."));
    sliders_[kNod]->setLabel(tr("Nod"));
    sliders_[kNod]->setToolTip(tr("Up or down."));
    sliders_[kTilt]->setLabel(tr("Tilt"));
    sliders_[kTilt]->setToolTip(tr("Towards one shoulder or the other."));
    SliderField::align({sliders_[kTurn], sliders_[kNod], sliders_[kTilt]});
    joints_->setText(tr("Joints"));
    lock_->setText(tr("Keep bone length"));
    lock_->setToolTip(tr("Limbs bend and keep their length. Alt while dragging lets a joint move freely."));
    mirror_->setText(tr("Mirror"));
    mirror_->setToolTip(tr("Exchange left and right."));
    symmetrise_->setText(tr("Symmetrise"));
    symmetrise_->setToolTip(tr("Make both sides alike and turn the head to the front."));
    snap_->setText(tr("Snap to plausible"));
    snap_->setToolTip(tr("Joints with a warning sign go where people have them."));
    reset_->setText(tr("Reset pose"));
    reset_->setToolTip(tr("Back to the pose of the photo."));
    import_->setText(tr("Import pose…"));
    import_->setToolTip(
        tr("Put the joints where a file in OpenPose's form has them. It can also be dropped on the photo."));
    export_->setText(tr("Export pose…"));
    export_->setToolTip(tr("Write the joints into a file in OpenPose's form."));
    numbers_->setTitle(tr("A joint in numbers"));
    saved_->setTitle(tr("Saved poses and files"));
    drawing_->setTitle(tr("Draw anew"));
    fields_->retranslate();
    shelf_->retranslate();
    refresh();
}

void PosePanel::refresh() {
    const engine::HeadAngles& angles = work_.pose().turn;
    const float shown[kAxes] = {-angles.yaw, angles.pitch, angles.roll};
    for (const Axis axis : {kTurn, kNod, kTilt}) {
        const QSignalBlocker quiet(sliders_[axis]);
        sliders_[axis]->setValue(static_cast<int>(std::lround(shown[axis] / kDegree)));
    }
    {
        const QSignalBlocker quiet(lock_);
        lock_->setChecked(work_.locksBones());
    }
    const QString why = work_.obstacle();
    const QList<QWidget*> parts = {sliders_[kTurn], sliders_[kNod], sliders_[kTilt], fields_,
                                   mirror_,         symmetrise_,    reset_,          import_,
                                   export_,         photo_,         shelf_};
    for (QWidget* part : parts) {
        part->setEnabled(why.isEmpty());
        part->setAccessibleDescription(why);
    }
    reset_->setEnabled(why.isEmpty() && work_.isPosed());
    snap_->setEnabled(work_.canSnap());
    fields_->refresh();
    shelf_->refresh();
    why_->setText(why);
    why_->setVisible(!why.isEmpty() && !work_.isDrawing());  // below it can be cancelled; nothing moves there
    again_->setVisible(work_.canLookAgain());
    face_->show(work_.faces(), work_.face());
}

QWidget* createPosePanel(Workspace& workspace, QWidget* parent) {
    return new PosePanel(workspace, parent);
}

}  // namespace ui
