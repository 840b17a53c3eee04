#pragma once

#include <vector>

#include "engine/api/change.h"
#include "engine/api/photo.h"
#include "engine/api/style.h"

namespace engine {

/// Change how regions of a portrait look, in one pass (after the Latents2Semantics Autoencoder, Tomar &
/// Rajagopalan 2023, arXiv 2312.15037). Answered by a Change; fast enough to be asked while a slider moves.
struct StyleRequest {
    Photo photo;
    std::vector<Layer> layers;  ///< what lies over the photo already, bottom to top; seen, not changed
    Image mask;                 ///< grey, the photo's size; white = edit. Null: the regions' own mattes
    int face = 0;               ///< whose, counted from the largest face
    std::vector<RegionStyle> regions;  ///< each part at most once; empty changes nothing
    Photo donor;                       ///< whose largest face gives its style; null: nobody's
};

/// Find the regions of a face; answered by StyleRegions.
struct StyleRegionsRequest {
    Photo photo;
    std::vector<Layer> layers;
    int face = 0;
};

}  // namespace engine
