#include <QtGlobal>
#include <array>

#include "ui/tools/describe/describe_tool.h"
#include "ui/tools/gradient/gradient_tool.h"
#include "ui/tools/lasso/lasso_tool.h"
#include "ui/tools/mask_brush/brush_tool.h"
#include "ui/tools/navigate/navigate_tool.h"
#include "ui/tools/pose/pose_panel.h"
#include "ui/tools/pose/pose_tool.h"
#include "ui/tools/shadows/shadows_tool.h"
#include "ui/tools/style/style_panel.h"
#include "ui/tools/style/style_tool.h"
#include "ui/tools/tool_info.h"

namespace ui {

std::span<const ToolInfo> allTools() {
    static constexpr std::array<ToolInfo, 10> kTools = {{
        {"navigate", QT_TRANSLATE_NOOP("Tools", "Navigate"),
         QT_TRANSLATE_NOOP("Tools",
                           "Drag moves the photo, a double click changes between fit and actual size."),
         ":/icons/navigate.svg", "H", ToolGroup::Navigate, createNavigateTool, nullptr},
        {"brush", QT_TRANSLATE_NOOP("Tools", "Brush"), QT_TRANSLATE_NOOP("Tools", "Paint the mask."),
         ":/icons/brush.svg", "B", ToolGroup::Mask, createBrushTool, nullptr},
        {"eraser", QT_TRANSLATE_NOOP("Tools", "Eraser"),
         QT_TRANSLATE_NOOP("Tools", "Take away from the mask."), ":/icons/eraser.svg", "E", ToolGroup::Mask,
         createEraserTool, nullptr},
        {"lasso", QT_TRANSLATE_NOOP("Tools", "Lasso"),
         QT_TRANSLATE_NOOP("Tools", "Draw around what belongs to the mask; Alt takes it away."),
         ":/icons/lasso.svg", "L", ToolGroup::Mask, createLassoTool, nullptr},
        {"polygon", QT_TRANSLATE_NOOP("Tools", "Polygon"),
         QT_TRANSLATE_NOOP("Tools", "Click the corners of an area; a double click or Enter closes it."),
         ":/icons/polygon.svg", "Shift+L", ToolGroup::Mask, createPolygonTool, nullptr},
        {"gradient", QT_TRANSLATE_NOOP("Tools", "Gradient"),
         QT_TRANSLATE_NOOP("Tools", "Drag from where the mask is full to where it ends."),
         ":/icons/gradient.svg", "G", ToolGroup::Mask, createGradientTool, nullptr},
        {"shadows", QT_TRANSLATE_NOOP("Tools", "Remove shadows"),
         QT_TRANSLATE_NOOP("Tools", "Remove shadows that fall on a person."), ":/icons/shadows.svg", "S",
         ToolGroup::System, createNavigateTool, createShadowsPanel},
        {"style", QT_TRANSLATE_NOOP("Tools", "Style"),
         QT_TRANSLATE_NOOP("Tools", "Change how hair, skin, lips and other regions look."),
         ":/icons/style.svg", "Y", ToolGroup::System, createStyleTool, createStylePanel, false, true},
        {"describe", QT_TRANSLATE_NOOP("Tools", "Describe"),
         QT_TRANSLATE_NOOP("Tools", "Write what to change."), ":/icons/describe.svg", "D", ToolGroup::System,
         createNavigateTool, createDescribePanel, true},
        {"pose", QT_TRANSLATE_NOOP("Tools", "Pose"),
         QT_TRANSLATE_NOOP("Tools",
                           "Drag joints, or the ring around the head; Alt lets a bone change its length."),
         ":/icons/pose.svg", "P", ToolGroup::System, createPoseTool, createPosePanel, false, true},
    }};
    return kTools;
}

}  // namespace ui
