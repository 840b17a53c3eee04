#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/api/image.h"

namespace engine {

struct PhotoMetadata;  ///< EXIF, IPTC, XMP as read; only engine/photo looks inside

/// An opened photo: upright, at its own size, depth and profile. A value; copies share everything.
struct Photo {
    /// levels[0] is the photo; each further level has half the width and height (rounded up) of the one
    /// before, down to about 512 pixels, for display and for the networks' small views.
    std::vector<Image> levels;
    std::shared_ptr<const PhotoMetadata> metadata;  ///< null for pictures that were not read from a file
    std::string format;                             ///< "jpeg", "png", "tiff", "webp", "raw", …

    bool isNull() const { return levels.empty(); }
    const Image& image() const { return levels.front(); }
    Size size() const { return levels.front().size(); }
};

}  // namespace engine
