#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/api/geometry.h"

namespace engine {

/// The outside of a WebP file (RIFF container specification of Google, 2023): size, alpha, metadata chunks.
/// OpenImageIO 2.4 reads none of the chunks and premultiplies alpha, hence this.
struct WebpHead {
    Size canvas;
    bool alpha = false;
    std::size_t alpha_flag_at = 0;  ///< the byte and bit that say so
    std::uint8_t alpha_flag = 0;
    std::span<const std::uint8_t> profile;  ///< views of the file's bytes; empty when not there
    std::span<const std::uint8_t> exif;     ///< begins with the TIFF header
    std::span<const std::uint8_t> xmp;
};

/// Nothing when the bytes are no WebP file or end before their first chunk does.
std::optional<WebpHead> parseWebp(std::span<const std::uint8_t> file);

/// What is put around an encoded picture.
struct WebpExtras {
    std::span<const std::uint8_t> profile;
    std::span<const std::uint8_t> exif;
    std::span<const std::uint8_t> xmp;
    std::span<const std::uint8_t> alpha;  ///< size.width × size.height, or empty
};

/// `simple`: a lossy WebP file of one "VP8 " chunk. Returns it with the extras around it; alpha is stored as
/// it is. Empty when `simple` is not such a file.
std::vector<std::uint8_t> wrapWebp(std::span<const std::uint8_t> simple, Size size, const WebpExtras& extras);

}  // namespace engine
