#pragma once

#include <OpenImageIO/imageio.h>

#include <stop_token>
#include <string>

#include "engine/api/error.h"
#include "engine/api/image.h"

namespace engine {

/// A file as it was read: pixels upright, in their own depth and profile.
struct Picture {
    Image image;
    OIIO::ParamValueList attributes;  ///< keptAttributes()
    std::string xmp;                  ///< the XMP packet (xmp_packet.h), empty when there is none
    std::string format;               ///< "jpeg", "png", "tiff", "webp", "raw"
};

/// Reads JPEG, PNG, TIFF, WebP and camera raw, first frame or page; the content decides, not the suffix.
/// Grey stays one channel, palettes become RGB, alpha is straight, other extra channels are dropped; 8 and 16
/// bits stay, everything wider becomes F32, whose NaN and infinities are read as 0. Sizes are judged before
/// any memory is taken. Errors: FileUnreadable, FileUnsupported, OutOfMemory; Cancelled soon after a
/// requested stop (camera raw and WebP are decoded in one go).
Result<Picture> readPicture(const std::string& path, const std::stop_token& stop = {});

/// Errors FileUnsupported when a picture of this header is not handled (too large, too small, CMYK, …).
Result<Done> judge(const std::string& path, const OIIO::ImageSpec& spec);

/// The first frame of an opened file; `path` is for sentences. May throw what decoders throw.
Result<Picture> readOpened(OIIO::ImageInput& input, const OIIO::ImageSpec& spec, const std::string& format,
                           const std::string& path, const std::stop_token& stop);

}  // namespace engine
