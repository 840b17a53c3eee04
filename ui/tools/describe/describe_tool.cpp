#include "ui/tools/describe/describe_tool.h"

#include "ui/session/workspace.h"
#include "ui/tools/describe/describe_panel.h"

namespace ui {

QWidget* createDescribePanel(Workspace& workspace, QWidget* parent) {
    return new DescribePanel(workspace, parent);
}

}  // namespace ui
