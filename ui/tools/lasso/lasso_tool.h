#pragma once

#include <QPolygonF>
#include <memory>

#include "ui/canvas/tool.h"
#include "ui/tools/mask_mode.h"

namespace ui {

struct Workspace;

/// Fills what the pointer is drawn around.
class LassoTool : public Tool {
public:
    explicit LassoTool(EditSession& session) : session_(session) {}

    void press(const PointerEvent& pointer) override;
    void drag(const PointerEvent& pointer) override;
    void release(const PointerEvent& pointer) override;
    bool key(QKeyEvent* event) override { return mode_.key(*event); }
    bool isBusy() const override { return !path_.isEmpty(); }
    void cancel() override { path_.clear(); }
    void paintOverlay(QPainter& painter, const ViewTransform& view) const override;
    std::optional<QRectF> overlayBounds(const ViewTransform& view) const override;
    QCursor cursor() const override { return Qt::CrossCursor; }
    QWidget* createOptions(QWidget* parent) override { return mode_.createOptions(parent); }

private:
    EditSession& session_;
    MaskMode mode_;
    QPolygonF path_;  ///< photo pixels
};

/// Fills a polygon whose corners are clicked; a double click, Enter or a click on the first corner closes it,
/// Backspace takes the last corner back.
class PolygonTool : public Tool {
public:
    explicit PolygonTool(EditSession& session) : session_(session) {}

    void press(const PointerEvent& pointer) override;
    void drag(const PointerEvent& pointer) override;
    void hover(const PointerEvent& pointer) override;
    void doubleClick(const PointerEvent& pointer) override;
    bool key(QKeyEvent* event) override;
    bool isBusy() const override { return !corners_.isEmpty(); }
    void cancel() override { corners_.clear(); }
    void paintOverlay(QPainter& painter, const ViewTransform& view) const override;
    std::optional<QRectF> overlayBounds(const ViewTransform& view) const override;
    QCursor cursor() const override { return Qt::CrossCursor; }
    QWidget* createOptions(QWidget* parent) override { return mode_.createOptions(parent); }

private:
    void close(Qt::KeyboardModifiers modifiers);

    EditSession& session_;
    MaskMode mode_;
    QPolygonF corners_;  ///< photo pixels
    QPointF pointer_;
};

std::unique_ptr<Tool> createLassoTool(Workspace& workspace);
std::unique_ptr<Tool> createPolygonTool(Workspace& workspace);

}  // namespace ui
