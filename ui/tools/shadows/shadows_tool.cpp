#include "ui/tools/shadows/shadows_tool.h"

#include "ui/session/workspace.h"
#include "ui/tools/shadows/shadows_panel.h"

namespace ui {

QWidget* createShadowsPanel(Workspace& workspace, QWidget* parent) {
    return new ShadowsPanel(workspace.session, workspace.mask, parent);
}

}  // namespace ui
