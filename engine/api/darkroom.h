#pragma once

#include <functional>
#include <span>
#include <stop_token>
#include <string>

#include "engine/api/change.h"
#include "engine/api/error.h"
#include "engine/api/photo.h"

namespace engine {

/// How a picture is written. Everything left at its default follows the photo.
struct ExportOptions {
    int quality = 95;   ///< JPEG and WebP, 1…100
    int bit_depth = 0;  ///< 8, 16 or 32 (float); 0: the photo's own, or the nearest that the format can hold
    Size size;          ///< empty: the photo's own; otherwise fitted into it, aspect kept
    bool to_srgb = false;  ///< convert to sRGB instead of keeping the photo's profile
    bool keep_metadata = true;
    bool overwrite = false;     ///< false: an existing file is an error
    std::string software_note;  ///< written as the file's processing history, e.g. the list of edits
};

/// Photo files and pixels, without any network. Stateless to its callers: every function may be called from
/// any thread, works on values, and never lets an exception out except std::bad_alloc.
class Darkroom {
public:
    virtual ~Darkroom() = default;

    /// Reads JPEG, PNG, TIFF, WebP or RAW, turned upright. Paths are UTF-8.
    /// Errors: FileUnreadable, FileUnsupported, OutOfMemory; Cancelled soon after a requested stop.
    virtual Result<Photo> open(const std::string& path, std::stop_token stop) const = 0;
    Result<Photo> open(const std::string& path) const { return open(path, {}); }

    /// Reads a grey mask picture (8 or 16 bit; colour is reduced to luma).
    virtual Result<Image> openMask(const std::string& path) const = 0;

    /// Display pixels (U8 RGBA, in `display` or sRGB when null) of `source`, a rectangle of level `level`'s
    /// own pixels, with the layers applied bottom to top. `source` may reach beyond the picture: those pixels
    /// are transparent.
    virtual Image render(const Photo& photo, std::span<const Layer> layers, int level, Rect source,
                         const IccProfile& display) const = 0;

    /// The photo with its layers at full size and at its own depth and profile; pixels that no layer's mask
    /// touches equal the photo's bit for bit.
    virtual Image flatten(const Photo& photo, std::span<const Layer> layers, std::stop_token stop) const = 0;

    /// Renders in strips and writes; format by suffix. The file appears under its name only when complete.
    /// `progress` hears 0…1. A requested stop gives ErrorCode::Cancelled.
    virtual Result<Done> save(const Photo& photo, std::span<const Layer> layers, const std::string& path,
                              const ExportOptions& options, std::stop_token stop,
                              const std::function<void(double)>& progress) const = 0;

    /// Writes a grey mask as PNG.
    virtual Result<Done> saveMask(const Image& mask, const std::string& path, bool overwrite) const = 0;
};

}  // namespace engine
