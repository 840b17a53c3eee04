#pragma once

#include <optional>

#include "engine/api/change.h"
#include "engine/api/reading.h"

namespace engine {

/// The part of a photo that a job works on, and how it enters the photo again.
struct RegionOfInterest {
    Rect region;  ///< pixels of the document, inside the photo
    Image mask;   ///< for Change::mask
};

/// For a job without a painted mask: the square around the face, `reach` times as large, fading out at
/// borders that lie inside the photo.
RegionOfInterest aroundFace(const Reading& reading, Size photo, double reach = 1);

/// A region of the photo, fading out at borders that lie inside it.
RegionOfInterest feathered(Rect region, Size photo);

/// For a painted mask: its bounds with context, together with the face's square where the two meet. Nothing
/// when the mask is empty. `mask` has the photo's size.
std::optional<RegionOfInterest> aroundMask(const Image& mask, const Reading* reading, Size photo);

/// The size at which a network sees `region`: its shorter side `short_side`, both multiples of 32, the longer
/// at most twice the shorter.
Size networkSize(Rect region, int short_side);

/// The person's alpha of a reading (0 outside its square) over `region`, F32 at `size`.
Image personOver(const Reading& reading, Rect region, Size size);

}  // namespace engine
