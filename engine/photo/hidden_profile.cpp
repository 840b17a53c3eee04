#include "engine/photo/hidden_profile.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "engine/photo/inflate.h"

namespace engine {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t kLargestProfile = 16u << 20;

std::uint64_t number(const Bytes& bytes, std::size_t at, std::size_t count, bool little) {
    if (at + count > bytes.size()) return 0;
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | bytes[at + (little ? count - 1 - i : i)];
    return value;
}

std::uint32_t crc(const Bytes& bytes) {
    std::uint32_t remainder = ~0u;
    for (std::uint8_t byte : bytes) {
        remainder ^= byte;
        for (int bit = 0; bit < 8; ++bit) remainder = remainder >> 1 ^ (remainder & 1 ? 0xEDB88320u : 0);
    }
    return ~remainder;
}

/// The profile in an iCCP chunk's body: a name, 0, the method 0, and a zlib stream. Its first number is its
/// size.
Bytes unpacked(const Bytes& body) {
    const auto end_of_name = std::find(body.begin(), body.end(), 0);
    if (body.end() - end_of_name < 3) return {};
    const Bytes stream(end_of_name + 2, body.end());
    const std::uint64_t size = number(inflated(stream, 4), 0, 4, false);
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
        const std::size_t length = number(head, 0, 4, false);
        if (std::equal(kPixels.begin(), kPixels.end(), head.begin() + 4)) break;
        if (std::equal(kProfile.begin(), kProfile.end(), head.begin() + 4)) {
            Bytes chunk(kNothing.begin(), kNothing.end());
            const Bytes body = file.bytes(at + 8, std::min(length, kLargestProfile));
            if (profile.empty()) profile = unpacked(body);
            chunk.insert(chunk.end(), body.begin(), body.end());
            Bytes sum(4);
            const std::uint32_t check = crc(chunk);
            for (int i = 0; i < 4; ++i) sum[i] = static_cast<std::uint8_t>(check >> (24 - 8 * i));
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
        const std::size_t length = number(marker, 2, 2, false);
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
    constexpr std::uint64_t kProfileTag = 34675;
    const Bytes head = file.bytes(0, 16);
    if (head.size() < 16) return {};
    const bool little = head[0] == 'I';
    const bool big = number(head, 2, 2, little) == 43;
    const auto directory =
        static_cast<int64_t>(big ? number(head, 8, 8, little) : number(head, 4, 4, little));
    const std::size_t count_bytes = big ? 8 : 2;
    const std::size_t entry_bytes = big ? 20 : 12;
    const std::size_t word = big ? 8 : 4;
    const std::uint64_t entries =
        std::min<std::uint64_t>(number(file.bytes(directory, count_bytes), 0, count_bytes, little), 65'535);
    const int64_t first = directory + static_cast<int64_t>(count_bytes);
    const Bytes table = file.bytes(first, entries * entry_bytes);
    Bytes profile;
    for (std::size_t at = 0; at + entry_bytes <= table.size(); at += entry_bytes) {
        if (number(table, at, 2, little) != kProfileTag) continue;
        const std::uint64_t size = number(table, at + 4, word, little);
        const auto place = static_cast<int64_t>(number(table, at + 4 + word, word, little));
        if (size > word && size <= kLargestProfile) profile = file.bytes(place, size);
        // A private tag that means nothing to anyone.
        const std::uint8_t high = 65'000 >> 8;
        const std::uint8_t low = 65'000 & 0xff;
        file.add({first + static_cast<int64_t>(at), little ? Bytes{low, high} : Bytes{high, low}});
    }
    return profile;
}

}  // namespace engine
