#include "engine/photo/webp_container.h"

#include <algorithm>
#include <string_view>

namespace engine {
namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint8_t kProfileFlag = 0x20;
constexpr std::uint8_t kAlphaFlag = 0x10;
constexpr std::uint8_t kExifFlag = 0x08;
constexpr std::uint8_t kXmpFlag = 0x04;

std::uint32_t number(Bytes bytes, std::size_t at, int count) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i) value |= static_cast<std::uint32_t>(bytes[at + i]) << (8 * i);
    return value;
}

bool isNamed(Bytes bytes, std::size_t at, std::string_view name) {
    return bytes.size() >= at + name.size() &&
           std::equal(name.begin(), name.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

void append(std::vector<std::uint8_t>& out, std::uint32_t value, int count) {
    for (int i = 0; i < count; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void appendChunk(std::vector<std::uint8_t>& out, std::string_view name, Bytes body, Bytes prefix = {}) {
    out.insert(out.end(), name.begin(), name.end());
    append(out, static_cast<std::uint32_t>(prefix.size() + body.size()), 4);
    out.insert(out.end(), prefix.begin(), prefix.end());
    out.insert(out.end(), body.begin(), body.end());
    if (out.size() % 2 == 1) out.push_back(0);
}

void readFirstChunk(Bytes file, WebpHead& head) {
    if (isNamed(file, 12, "VP8X")) {
        head.canvas = {static_cast<int>(number(file, 24, 3)) + 1, static_cast<int>(number(file, 27, 3)) + 1};
        head.alpha_flag_at = 20;
        head.alpha_flag = kAlphaFlag;
        head.alpha = file[20] & kAlphaFlag;
    } else if (isNamed(file, 12, "VP8L")) {
        const std::uint32_t bits = number(file, 21, 4);
        head.canvas = {static_cast<int>(bits & 0x3fff) + 1, static_cast<int>(bits >> 14 & 0x3fff) + 1};
        head.alpha_flag_at = 24;
        head.alpha_flag = 0x10;
        head.alpha = bits >> 28 & 1;
    } else {
        head.canvas = {static_cast<int>(number(file, 26, 2) & 0x3fff),
                       static_cast<int>(number(file, 28, 2) & 0x3fff)};
    }
}

}  // namespace

std::optional<WebpHead> parseWebp(Bytes file) {
    if (!isNamed(file, 0, "RIFF") || !isNamed(file, 8, "WEBP") || file.size() < 30) return std::nullopt;
    WebpHead head;
    readFirstChunk(file, head);
    std::size_t at = 12;
    while (at + 8 <= file.size()) {
        const std::size_t size = number(file, at + 4, 4);
        if (size > file.size() - at - 8) break;
        const Bytes body = file.subspan(at + 8, size);
        if (isNamed(file, at, "ICCP")) head.profile = body;
        if (isNamed(file, at, "XMP ")) head.xmp = body;
        // Some writers put JPEG's prefix before the TIFF header.
        if (isNamed(file, at, "EXIF"))
            head.exif = isNamed(body, 0, "Exif") && size > 6 ? body.subspan(6) : body;
        at += 8 + size + size % 2;
    }
    return head;
}

std::vector<std::uint8_t> wrapWebp(Bytes simple, Size size, const WebpExtras& extras) {
    if (simple.size() < 20 || !isNamed(simple, 0, "RIFF") || !isNamed(simple, 12, "VP8 ")) return {};
    const std::size_t picture_size = number(simple, 16, 4);
    if (picture_size > simple.size() - 20) return {};
    std::vector<std::uint8_t> body{'W', 'E', 'B', 'P'};
    std::vector<std::uint8_t> canvas;
    const int flags = (extras.profile.empty() ? 0 : kProfileFlag) | (extras.alpha.empty() ? 0 : kAlphaFlag) |
                      (extras.exif.empty() ? 0 : kExifFlag) | (extras.xmp.empty() ? 0 : kXmpFlag);
    append(canvas, static_cast<std::uint32_t>(flags), 4);
    append(canvas, static_cast<std::uint32_t>(size.width - 1), 3);
    append(canvas, static_cast<std::uint32_t>(size.height - 1), 3);
    appendChunk(body, "VP8X", canvas);
    if (!extras.profile.empty()) appendChunk(body, "ICCP", extras.profile);
    const std::uint8_t stored_as_is = 0;
    if (!extras.alpha.empty()) appendChunk(body, "ALPH", extras.alpha, Bytes(&stored_as_is, 1));
    appendChunk(body, "VP8 ", simple.subspan(20, picture_size));
    if (!extras.exif.empty()) appendChunk(body, "EXIF", extras.exif);
    if (!extras.xmp.empty()) appendChunk(body, "XMP ", extras.xmp);
    std::vector<std::uint8_t> file;
    appendChunk(file, "RIFF", body);
    return file;
}

}  // namespace engine
