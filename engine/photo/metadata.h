#pragma once

#include <OpenImageIO/imageio.h>

#include <string>

#include "engine/api/darkroom.h"
#include "engine/api/photo.h"
#include "engine/photo/noise_curve.h"

namespace engine {

/// What a photo's file said about it, and what was measured once when it was opened.
struct PhotoMetadata {
    OIIO::ParamValueList attributes;  ///< EXIF, IPTC and what can be said so of XMP, in OpenImageIO's names
    std::string xmp;                  ///< the packet as it was found, right for upright pixels; may be empty
    NoiseCurve noise;
};

/// The attributes worth carrying into another file: everything about the picture, nothing about how its
/// pixels were laid out (orientation, size, thumbnail, compression, profile).
OIIO::ParamValueList keptAttributes(const OIIO::ImageSpec& spec);

/// Puts them into the header of a file to be written, with the program and `options.software_note` as
/// processing history. `metadata` may be null.
void describe(const PhotoMetadata* metadata, const ExportOptions& options, OIIO::ImageSpec& spec);

}  // namespace engine
