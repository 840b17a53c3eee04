#include "ui/tools/navigate/navigate_tool.h"

namespace ui {

std::unique_ptr<Tool> createNavigateTool(Workspace& /*workspace*/) {
    return std::make_unique<NavigateTool>();
}

}  // namespace ui
