#pragma once

#include "engine/api/reading.h"

namespace ui {

/// A place of a portrait that the reader can point at.
enum class Place { Person, Face, Skin, Hair, Lips, Eyes, Brows, Clothes, Background };

/// The place as a grey picture (U8) stretched over the reading's region; null when the reading does not have
/// it.
engine::Image areaOf(const engine::Reading& reading, Place place);

/// How many of the faces somebody may mean: the largest and those not much smaller, unlike people in the
/// background.
int facesAlike(const engine::Reading& reading);

}  // namespace ui
