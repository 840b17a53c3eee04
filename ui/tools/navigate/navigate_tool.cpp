#include "ui/tools/navigate/navigate_tool.h"

namespace ui {

std::unique_ptr<Tool> createNavigateTool(EditSession& /*session*/) {
    return std::make_unique<NavigateTool>();
}

}  // namespace ui
