#pragma once

#include <QByteArray>

#include "engine/api/image.h"

class QScreen;

namespace ui {

/// The ICC profile that the desktop has given to this screen (X11: the property _ICC_PROFILE); null: none is
/// known, which means sRGB.
engine::IccProfile screenProfile(const QScreen& screen);

/// Bytes from outside as a profile; null unless they look like the RGB profile of a display.
engine::IccProfile displayProfile(const QByteArray& bytes);

}  // namespace ui
