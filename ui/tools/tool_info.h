#pragma once

#include <memory>
#include <span>

#include "ui/canvas/tool.h"

class QWidget;

namespace ui {

struct Workspace;

enum class ToolGroup { Navigate, Mask, System };

/// What the rail, the menus and the palette need to know of a tool, apart from creating it.
struct ToolInfo {
    const char* id;        ///< stable, lower_snake
    const char* title;     ///< QT_TRANSLATE_NOOP("Tools", …)
    const char* hint;      ///< one sentence for the tool tip, QT_TRANSLATE_NOOP("Tools", …)
    const char* icon;      ///< resource path of an SVG
    const char* shortcut;  ///< portable text, "" for none
    ToolGroup group;
    std::unique_ptr<Tool> (*create)(Workspace&);
    /// The panel on the right; null where the tool has none. The caller owns the widget.
    QWidget* (*create_panel)(Workspace&, QWidget* parent);
    bool takes_words = false;       ///< the prompt box stands under the picture while it is in hand
    bool tells_of_reading = false;  ///< its panel says itself that the person could not be looked for
};

/// Every tool, in the order of the rail.
std::span<const ToolInfo> allTools();

}  // namespace ui
