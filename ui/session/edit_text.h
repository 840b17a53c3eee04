#pragma once

#include <QString>

#include "ui/document/edit.h"

namespace ui {

/// What an edit is called: the words it was described with, the regions it gives another style,
/// else its system.
QString editTitle(const Edit& edit);

/// What it was made with, for those who want to make it again; empty where the title says it all.
QString editDetails(const Edit& edit);

}  // namespace ui
