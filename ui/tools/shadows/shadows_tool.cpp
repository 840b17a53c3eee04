#include "ui/tools/shadows/shadows_tool.h"

#include "ui/tools/shadows/shadows_panel.h"

namespace ui {

QWidget* createShadowsPanel(EditSession& session, QWidget* parent) {
    return new ShadowsPanel(session, parent);
}

}  // namespace ui
