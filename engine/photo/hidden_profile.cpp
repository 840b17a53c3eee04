#include "engine/photo/hidden_profile.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "engine/photo/container_bytes.h"
#include "engine/photo/inflate.h"
#include "engine/photo/tiff_directory.h"

namespace engine {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t kLargestProfile = 16u << 20;

/// The profile in an iCCP chunk's body: a name, 0, the method 0, and a zlib stream. Its first number is its
/// size.
Bytes unpacked(const Bytes& body) {
    const auto end_of_name = std::find(body.begin(), body.end(), 0);
    if (body.end() - end_of_name < 3) return {};
    const Bytes stream(end_of_name + 2, body.end());
    const std::uint64_t size = numberAt(inflated(stream, 4), 0, 4, false);
    if (size < 128 || size > kLargestProfile) return {};
    return inflated(stream, static_cast<std::uint32_t>(size));
}

}  // namespace

// PNG 1.2: chunks of length, name, body, check sum; the profile comes before the pixels.
Bytes hidePngProfile(PatchedFile& file) {
    constexpr std::string_view kProfile = "iCCP";
    constexpr std::string_view kPixels = "IDAT";
    constexpr std::string_view kNothing = "prNt";  // ancillary, private: every reader passes over it
    Bytes profile;
    int64_t at = 8;
    for (Bytes head = file.bytes(at, 8); head.size() == 8; head = file.bytes(at, 8)) {
        const std::size_t length = numberAt(head, 0, 4, false);
        if (std::equal(kPixels.begin(), kPixels.end(), head.begin() + 4)) break;
        if (std::equal(kProfile.begin(), kProfile.end(), head.begin() + 4)) {
            Bytes chunk(kNothing.begin(), kNothing.end());
            const Bytes body = file.bytes(at + 8, std::min(length, kLargestProfile));
            if (profile.empty()) profile = unpacked(body);
            chunk.insert(chunk.end(), body.begin(), body.end());
            Bytes sum;
            appendNumber(sum, pngChecksum(chunk), 4, false);
            file.add({at + 4, Bytes(kNothing.begin(), kNothing.end())});
            file.add({at + 8 + static_cast<int64_t>(length), sum});
        }
        at += 12 + static_cast<int64_t>(length);
    }
    return profile;
}

// ICC.1:2022 annex B: APP2 segments that begin with this name, a number and how many there are.
Bytes hideJpegProfile(PatchedFile& file) {
    constexpr std::string_view kName("ICC_PROFILE\0", 12);
    constexpr std::size_t kHead = kName.size() + 2;
    std::map<int, Bytes> parts;
    std::size_t total = 0;
    int64_t at = 2;
    while (true) {
        const Bytes marker = file.bytes(at, 4 + kHead);
        if (marker.size() < 4 || marker[0] != 0xFF) break;
        if (marker[1] == 0xFF) {  // fill byte
            ++at;
            continue;
        }
        const std::size_t length = numberAt(marker, 2, 2, false);
        if (marker[1] == 0xDA || marker[1] == 0xD9 || length < 2) break;  // pixels begin
        const bool named =
            marker.size() == 4 + kHead && std::equal(kName.begin(), kName.end(), marker.begin() + 4);
        if (marker[1] == 0xE2 && named && length >= 2 + kHead && total < kLargestProfile) {
            Bytes part = file.bytes(at + 4 + static_cast<int64_t>(kHead), length - 2 - kHead);
            total += part.size();
            parts.emplace(marker[4 + kName.size()], std::move(part));
        }
        if (marker[1] == 0xE2)
            file.add({at + 4, Bytes(std::min<std::size_t>(length - 2, kName.size()), 'x')});
        at += 2 + static_cast<int64_t>(length);
    }
    Bytes profile;
    for (const auto& [sequence, part] : parts) profile.insert(profile.end(), part.begin(), part.end());
    return profile;
}

// TIFF 6.0 and the BigTIFF design: tag 34675 of the first directory.
Bytes hideTiffProfile(PatchedFile& file) {
    constexpr std::uint16_t kProfileTag = 34675;
    constexpr std::uint16_t kNothing = 65'000;  // a private tag that means nothing to anyone
    const auto directory =
        firstTiffDirectory([&](int64_t at, std::size_t count) { return file.bytes(at, count); });
    Bytes profile;
    for (std::size_t i = 0; directory && i < directory->entries(); ++i) {
        if (directory->tag(i) != kProfileTag) continue;
        const TiffDirectory::Place place = directory->place(i);
        if (place.count <= kLargestProfile) profile = file.bytes(place.at, place.count);
        Bytes tag;
        appendNumber(tag, kNothing, 2, directory->little);
        file.add({directory->entryAt(i), tag});
    }
    return profile;
}

}  // namespace engine
