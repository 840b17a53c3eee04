#pragma once

#include <memory>

#include "ui/canvas/tool.h"

namespace ui {

struct Workspace;

/// The hand: the canvas itself pans and zooms; nothing is changed.
class NavigateTool : public Tool {
public:
    bool pansView() const override { return true; }
    std::optional<QRectF> overlayBounds(const ViewTransform&) const override { return QRectF(); }
    QCursor cursor() const override { return Qt::OpenHandCursor; }
};

std::unique_ptr<Tool> createNavigateTool(Workspace& workspace);

}  // namespace ui
