#pragma once

#include <QObject>
#include <QPointer>
#include <memory>
#include <optional>

#include "ui/canvas/tool.h"
#include "ui/tools/mask_brush/brush_options.h"
#include "ui/tools/mask_brush/brush_stroke.h"

namespace ui {

class BrushStrip;
class EditSession;
struct Workspace;

/// Paints the mask with round dabs; as the eraser it takes away. X exchanges the two.
class BrushTool : public Tool {
public:
    enum class Kind { Brush, Eraser };

    BrushTool(EditSession& session, Kind kind);

    const BrushOptions& options() const { return options_; }
    void setOptions(const BrushOptions& options);

    void press(const PointerEvent& pointer) override;
    void drag(const PointerEvent& pointer) override;
    void release(const PointerEvent& pointer) override;
    void hover(const PointerEvent& pointer) override;
    bool key(QKeyEvent* event) override;
    void leave() override { pointer_.reset(); }
    bool isBusy() const override { return stroke_ != nullptr; }
    void cancel() override;
    void paintOverlay(QPainter& painter, const ViewTransform& view) const override;
    std::optional<QRectF> overlayBounds(const ViewTransform& view) const override;
    QCursor cursor() const override { return Qt::BlankCursor; }
    QWidget* createOptions(QWidget* parent) override;

private:
    bool adds(const PointerEvent& pointer) const;
    QString settingsName() const;
    QString stepText() const;
    void setReversed(bool reversed);

    EditSession& session_;
    const Kind kind_;
    BrushOptions options_;
    bool reversed_ = false;
    std::optional<PointerEvent> pointer_;  ///< where the circle is drawn
    std::unique_ptr<BrushStroke> stroke_;
    std::optional<QPointF> last_end_;  ///< where a straight line would begin
    QPointer<BrushStrip> strip_;
    QObject connections_;  // last: signals stop before anything else is gone
};

std::unique_ptr<Tool> createBrushTool(Workspace& workspace);
std::unique_ptr<Tool> createEraserTool(Workspace& workspace);

}  // namespace ui
