#pragma once

#include <QPointF>
#include <memory>
#include <vector>

#include "ui/canvas/tool.h"
#include "ui/session/pose_work.h"
#include "ui/tools/pose/pose_drawing.h"

namespace ui {

struct Workspace;

/// Joints and head are taken hold of on the photo itself. A joint bends its limb (Alt lets it alone move),
/// what is inside the ring turns and nods the head, the ring tilts it; elsewhere a frame selects joints.
/// Around several a frame has handles that turn and scale them together.
class PoseTool : public Tool {
public:
    explicit PoseTool(PoseWork& work) : work_(work) {}

    void press(const PointerEvent& pointer) override;
    void drag(const PointerEvent& pointer) override;
    void release(const PointerEvent& pointer) override;
    void hover(const PointerEvent& pointer) override;
    void leave() override;
    bool key(QKeyEvent* event) override;
    bool claims(const QKeyEvent& event) const override;
    bool isBusy() const override { return holds_; }
    void cancel() override;
    bool canUndo() const override { return work_.canUndo(); }
    bool canRedo() const override { return work_.canRedo(); }
    void undo() override { work_.undo(); }
    void redo() override { work_.redo(); }
    void paintOverlay(QPainter& painter, const ViewTransform& view) const override;
    std::optional<QRectF> overlayBounds(const ViewTransform& view) const override;
    QCursor cursor() const override;

private:
    bool isReady() const { return work_.obstacle().isEmpty(); }
    PoseDrawing drawing() const;
    std::optional<SelectionFrame> frame(const engine::Skeleton& shown) const;
    engine::BoneLengths lengths(Qt::KeyboardModifiers modifiers) const;
    void selectIn(const QRectF& band);
    void walk(int by);
    void nudge(QPointF by, Qt::KeyboardModifiers modifiers);

    PoseWork& work_;
    PoseGrip grip_;       ///< under the pointer, or what is held
    bool holds_ = false;  ///< between press and release
    bool moved_ = false;
    QPointF from_;  ///< photo pixels
    QPointF to_;
    Pose start_;
    std::vector<engine::JointName> start_selection_;
    QRectF start_box_;   ///< around what was selected then
    double turned_ = 0;  ///< radians, of the selection that is held by its handle
    double scaled_ = 1;
    HeadCircle ring_;  ///< when it was taken hold of: it goes along with the head
    quint64 gesture_ = 0;
    quint64 nudge_ = 0;  ///< the arrow keys' steps of the same joints are one gesture
};

std::unique_ptr<Tool> createPoseTool(Workspace& workspace);

}  // namespace ui
