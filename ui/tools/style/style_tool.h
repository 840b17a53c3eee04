#pragma once

#include <memory>

#include "ui/canvas/matte_drawing.h"
#include "ui/tools/navigate/navigate_tool.h"

namespace ui {

class SettingsStore;
class StyleOverlay;
class StyleWork;
struct Workspace;

/// The hand that moves the photo, with the region over it that the panel speaks of. What it does is done in
/// the panel; its gestures are stepped through from here.
class StyleTool : public NavigateTool {
public:
    StyleTool(StyleWork& work, const StyleOverlay& overlay, const SettingsStore& settings)
        : work_(work), overlay_(overlay), settings_(settings) {}

    bool canUndo() const override;
    bool canRedo() const override;
    void undo() override;
    void redo() override;
    void paintOverlay(QPainter& painter, const ViewTransform& view) const override;
    std::optional<QRectF> overlayBounds(const ViewTransform& view) const override;

private:
    StyleWork& work_;
    const StyleOverlay& overlay_;
    const SettingsStore& settings_;
    mutable MatteDrawing drawing_;
};

std::unique_ptr<Tool> createStyleTool(Workspace& workspace);

}  // namespace ui
