#pragma once

#include <QPointF>
#include <memory>

#include "ui/canvas/tool.h"
#include "ui/tools/mask_mode.h"

namespace ui {

struct Workspace;

/// Drags a straight fall from full to none over the whole photo; Shift keeps it to steps of 45°.
class GradientTool : public Tool {
public:
    explicit GradientTool(EditSession& session) : session_(session) {}

    void press(const PointerEvent& pointer) override;
    void drag(const PointerEvent& pointer) override;
    void release(const PointerEvent& pointer) override;
    bool key(QKeyEvent* event) override { return mode_.key(*event); }
    bool isBusy() const override { return dragging_; }
    void cancel() override { dragging_ = false; }
    void paintOverlay(QPainter& painter, const ViewTransform& view) const override;
    std::optional<QRectF> overlayBounds(const ViewTransform& view) const override;
    QCursor cursor() const override { return Qt::CrossCursor; }
    QWidget* createOptions(QWidget* parent) override { return mode_.createOptions(parent); }

private:
    EditSession& session_;
    MaskMode mode_;
    bool dragging_ = false;
    Combine how_ = Combine::Add;
    QPointF from_;  ///< photo pixels
    QPointF to_;
};

std::unique_ptr<Tool> createGradientTool(Workspace& workspace);

}  // namespace ui
