#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/api/change.h"
#include "engine/api/error.h"
#include "engine/api/photo.h"
#include "engine/models/glasses/glasses_remover.h"

namespace engine {

struct Reading;

/// What takes glasses off in a region, as maps over it whose cells are as fine as the network's.
struct BareEyes {
    at::Tensor picture;  ///< [1, 3, H, W], sRGB 0…1: the face without glasses
    at::Tensor cover;    ///< [1, 1, H, W], 0…1: where frames and reflections hide the face, to be painted
    at::Tensor gain;     ///< [1, 3, H, W], in logarithms: frees the rest from shadows and tints
    at::Tensor changed;  ///< [1, 1, H, W], 0…1: where either of them does something
};

/// Takes the glasses off the face of `reading` (which may be null: no face). `pointed_at`: somebody has
/// painted over them, so they are there. Errors: InvalidRequest (no face), NothingFound (no glasses, or
/// too dark ones).
Result<BareEyes> bareEyes(const GlassesRemover& remover, const Reading* reading, const Photo& photo,
                          const std::vector<Layer>& layers, Rect region, bool pointed_at);

}  // namespace engine
