#pragma once

#include <QWidget>
#include <array>

#include "ui/session/pose_work.h"
#include "ui/widgets/runnable.h"

class QCheckBox;
class QLabel;
class QPushButton;

namespace ui {

class FaceChoice;
class Fold;
class JointFields;
class PoseExchange;
class PosePhotoField;
class PoseShelf;
class SliderField;
struct Workspace;

/// The head's turn and the pose as a whole; folded what fewer hands need: numbers of a joint, poses that were
/// kept, and drawing anew. The photo follows at once: there is nothing to start, only what came of it to
/// apply.
class PosePanel : public QWidget, public Runnable {
    Q_OBJECT

public:
    explicit PosePanel(Workspace& workspace, QWidget* parent = nullptr);

    /// Tries again what could not be shown.
    void run() override;

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    /// The angles in the order of the sliders.
    enum Axis : std::size_t { kTurn, kNod, kTilt, kAxes };

    void turn(Axis axis, int degrees);
    void chooseFile(bool save);
    void retranslate();
    void refresh();

    PoseWork& work_;
    PoseExchange& files_;
    QLabel* why_;
    QPushButton* again_;
    FaceChoice* face_;
    QLabel* head_;
    std::array<SliderField*, kAxes> sliders_;
    std::array<quint64, kAxes> gestures_{};  ///< one step of undo while the same slider moves on
    QLabel* joints_;
    QCheckBox* lock_;
    QPushButton* mirror_;
    QPushButton* symmetrise_;
    QPushButton* snap_;
    QPushButton* reset_;
    Fold* numbers_;
    JointFields* fields_;
    PosePhotoField* photo_;
    Fold* saved_;
    PoseShelf* shelf_;
    QPushButton* import_;
    QPushButton* export_;
    Fold* drawing_;
};

QWidget* createPosePanel(Workspace& workspace, QWidget* parent);

}  // namespace ui
