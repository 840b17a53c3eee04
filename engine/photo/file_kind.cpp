#include "engine/photo/file_kind.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace engine {
namespace {

using Bytes = std::span<const std::uint8_t>;

bool has(Bytes head, std::size_t offset, std::string_view text) {
    return head.size() >= offset + text.size() &&
           std::equal(text.begin(), text.end(), head.begin() + offset,
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

/// Reads whole numbers of a TIFF header in the file's own byte order; outside the bytes everything is 0.
class TiffHead {
public:
    explicit TiffHead(Bytes head) : head_(head), little_(has(head, 0, "II")) {}

    std::uint32_t u16(std::size_t at) const { return number(at, 2); }
    std::uint32_t u32(std::size_t at) const { return number(at, 4); }

private:
    std::uint32_t number(std::size_t at, int bytes) const {
        if (at + bytes > head_.size()) return 0;
        std::uint32_t value = 0;
        for (int i = 0; i < bytes; ++i) value = value << 8 | head_[at + (little_ ? bytes - 1 - i : i)];
        return value;
    }

    Bytes head_;
    bool little_;
};

/// DNG says so with a tag; NEF, ARW and PEF begin with a directory that holds a reduced picture and leads to
/// the real one.
bool isRawDirectory(Bytes bytes) {
    const TiffHead head(bytes);
    const std::size_t directory = head.u32(4);
    const std::uint32_t entries = std::min(head.u16(directory), 300u);
    bool reduced = false;
    bool leads_on = false;
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + 12 * static_cast<std::size_t>(i);
        const std::uint32_t tag = head.u16(entry);
        if (tag == 0xC612) return true;                               // DNGVersion
        if (tag == 0x00FE) reduced = (head.u32(entry + 8) & 1) != 0;  // NewSubfileType
        if (tag == 0x014A) leads_on = true;                           // SubIFDs
    }
    return reduced && leads_on;
}

bool hasRawSuffix(const std::filesystem::path& path) {
    std::string suffix = path.extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    static constexpr std::array kSuffixes{".arw", ".cr2", ".dcr", ".dng", ".erf", ".iiq",
                                          ".kdc", ".mef", ".mos", ".nef", ".nrw", ".pef",
                                          ".sr2", ".srf", ".srw", ".3fr", ".fff"};
    return std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end();
}

bool isRawWithOwnMagic(Bytes head) {
    return has(head, 0, "FUJIFILMCCD-RAW") || has(head, 0, "IIRO") || has(head, 0, "IIRS") ||
           has(head, 0, "MMOR") || has(head, 0, std::string_view("IIU\0", 4)) || has(head, 0, "FOVb") ||
           has(head, 0, std::string_view("\0MRM", 4)) || has(head, 4, "ftypcrx ");
}

FileKind knownButNotRead(Bytes head) {
    struct Magic {
        std::size_t offset;
        std::string_view text;
        const char* name;
    };
    static const std::array kMagics{
        Magic{0, "GIF8", "a GIF picture"},         Magic{0, "BM", "a BMP picture"},
        Magic{0, "8BPS", "a Photoshop document"},  Magic{4, "ftyphei", "a HEIF picture"},
        Magic{4, "ftypmif1", "a HEIF picture"},    Magic{4, "ftypavif", "an AVIF picture"},
        Magic{0, "\xff\x0a", "a JPEG XL picture"}, Magic{4, "JXL ", "a JPEG XL picture"},
        Magic{4, "jP  ", "a JPEG 2000 picture"},   Magic{0, "\x76\x2f\x31\x01", "an OpenEXR picture"},
        Magic{0, "%PDF", "a PDF document"},
    };
    for (const Magic& magic : kMagics) {
        if (has(head, magic.offset, magic.text)) return {"", magic.name};
    }
    return {};
}

}  // namespace

FileKind fileKind(Bytes head, const std::filesystem::path& path) {
    if (has(head, 0, "\xff\xd8\xff")) return {"jpeg", "a JPEG picture"};
    if (has(head, 0, "\x89PNG\r\n\x1a\n")) return {"png", "a PNG picture"};
    if (has(head, 0, "RIFF") && has(head, 8, "WEBP")) return {"webp", "a WebP picture"};
    if (isRawWithOwnMagic(head)) return {"raw", "a camera raw picture"};
    const bool classic =
        has(head, 0, std::string_view("II*\0", 4)) || has(head, 0, std::string_view("MM\0*", 4));
    const bool big = has(head, 0, std::string_view("II+\0", 4)) || has(head, 0, std::string_view("MM\0+", 4));
    if (classic && (has(head, 8, "CR") || isRawDirectory(head) || hasRawSuffix(path))) {
        return {"raw", "a camera raw picture"};
    }
    if (classic || big) return {"tiff", "a TIFF picture"};
    return knownButNotRead(head);
}

}  // namespace engine
