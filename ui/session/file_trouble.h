#pragma once

#include <QString>

#include "engine/api/error.h"

namespace ui {

/// What is wrong with the file or folder at `path`, in a translated sentence with the way out: the engine
/// says that a file failed, a look at the file often says why. Empty where the error is not about a file.
QString fileTrouble(const engine::Error& error, const QString& path);

}  // namespace ui
