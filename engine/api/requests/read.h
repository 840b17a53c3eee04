#pragma once

#include "engine/api/photo.h"

namespace engine {

/// Find faces, parts, person, mesh and joints in a photo.
struct ReadRequest {
    Photo photo;
    int face = 0;  ///< which face, counted from the largest; needed only where there are several
};

}  // namespace engine
