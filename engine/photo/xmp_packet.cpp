#include "engine/photo/xmp_packet.h"

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "engine/photo/container_bytes.h"
#include "engine/photo/tiff_directory.h"

namespace engine {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t kLargestPacket = 16u << 20;
constexpr std::string_view kJpegName("http://ns.adobe.com/xap/1.0/\0", 29);
constexpr std::string_view kPngHead("XML:com.adobe.xmp\0\0\0\0\0",
                                    22);  // keyword, not compressed, no language
constexpr std::uint16_t kTiffTag = 700;
constexpr int64_t kBehindJfif = 20;  ///< the start of the file and its first segment, as libjpeg writes it
constexpr int64_t kBehindPngHeader = 33;  ///< signature and IHDR
constexpr std::size_t kSegmentRoom = 65'533;

std::string text(const Bytes& bytes) {
    return {bytes.begin(), bytes.end()};
}

/// The same without the white space that packets carry so that they can grow in place.
std::string withoutPadding(const std::string& packet) {
    const std::size_t end = packet.rfind("<?xpacket end");
    if (end == std::string::npos || end == 0) return packet;
    const std::size_t last = packet.find_last_not_of(" \t\r\n", end - 1);
    if (last == std::string::npos) return packet;
    return packet.substr(0, last + 1) + "\n" + packet.substr(end);
}

/// Where the digits of an attribute or element value begin behind `at`: `="6"`, `='6'` or `>6<`.
std::size_t digitBehind(const std::string& packet, std::size_t at) {
    while (at < packet.size() && std::string_view(" \t\r\n=\"'>").find(packet[at]) != std::string_view::npos)
        ++at;
    return at;
}

}  // namespace

std::string jpegXmp(PatchedFile& file) {
    int64_t at = 2;
    while (true) {
        const Bytes marker = file.bytes(at, 4 + kJpegName.size());
        if (marker.size() < 4 || marker[0] != 0xFF) return {};
        if (marker[1] == 0xFF) {  // fill byte
            ++at;
            continue;
        }
        const std::size_t length = numberAt(marker, 2, 2, false);
        if (marker[1] == 0xDA || marker[1] == 0xD9 || length < 2) return {};
        if (marker[1] == 0xE1 && hasText(marker, 4, kJpegName) && length >= 2 + kJpegName.size()) {
            return text(
                file.bytes(at + 4 + static_cast<int64_t>(kJpegName.size()), length - 2 - kJpegName.size()));
        }
        at += 2 + static_cast<int64_t>(length);
    }
}

std::string pngXmp(PatchedFile& file) {
    int64_t at = 8;
    for (Bytes head = file.bytes(at, 8); head.size() == 8; head = file.bytes(at, 8)) {
        const std::size_t length = numberAt(head, 0, 4, false);
        if (hasText(head, 4, "IEND")) break;
        if (hasText(head, 4, "iTXt") && length >= kPngHead.size() && length <= kLargestPacket &&
            hasText(file.bytes(at + 8, kPngHead.size()), 0, kPngHead)) {
            return text(file.bytes(at + 8 + static_cast<int64_t>(kPngHead.size()), length - kPngHead.size()));
        }
        at += 12 + static_cast<int64_t>(length);
    }
    return {};
}

std::string tiffXmp(PatchedFile& file) {
    const auto directory =
        firstTiffDirectory([&](int64_t at, std::size_t count) { return file.bytes(at, count); });
    for (std::size_t i = 0; directory && i < directory->entries(); ++i) {
        if (directory->tag(i) != kTiffTag) continue;
        const TiffDirectory::Place place = directory->place(i);
        if (place.count <= kLargestPacket) return text(file.bytes(place.at, place.count));
    }
    return {};
}

std::string uprightXmp(std::string packet) {
    constexpr std::string_view kName = "tiff:Orientation";
    for (std::size_t at = packet.find(kName); at != std::string::npos; at = packet.find(kName, at + 1)) {
        const std::size_t digit = digitBehind(packet, at + kName.size());
        if (digit > at + kName.size() && digit < packet.size() && packet[digit] >= '1' &&
            packet[digit] <= '8') {
            packet[digit] = '1';
        }
    }
    return packet;
}

void insertJpegXmp(NewFile& file, const std::string& packet) {
    const std::string small =
        packet.size() > kSegmentRoom - kJpegName.size() ? withoutPadding(packet) : packet;
    if (small.empty() || small.size() > kSegmentRoom - kJpegName.size()) return;
    Bytes segment{0xFF, 0xE1};
    appendNumber(segment, 2 + kJpegName.size() + small.size(), 2, false);
    appendText(segment, kJpegName);
    appendText(segment, small);
    file.insert(kBehindJfif, std::move(segment));
}

void insertPngXmp(NewFile& file, const std::string& packet) {
    if (packet.empty()) return;
    Bytes body;
    appendText(body, "iTXt");
    appendText(body, kPngHead);
    appendText(body, packet);
    Bytes chunk;
    appendNumber(chunk, body.size() - 4, 4, false);
    appendBytes(chunk, body);
    appendNumber(chunk, pngChecksum(body), 4, false);
    file.insert(kBehindPngHeader, std::move(chunk));
}

void addTiffXmp(NewFile& file, const std::string& packet) {
    std::error_code error;
    const std::uintmax_t size = std::filesystem::file_size(file.hiddenPath(), error);
    if (packet.empty() || error) return;
    const ReadBytes read = [&](int64_t at, std::size_t count) {
        Bytes bytes(std::min<std::uintmax_t>(count, size));
        bytes.resize(file.pread(bytes.data(), bytes.size(), at));
        return bytes;
    };
    const TiffAddition addition = withTiffBytes(read, size, kTiffTag, Bytes(packet.begin(), packet.end()));
    if (addition.tail.empty() || addition.head.empty()) return;
    // The old directory holds until the new one is there.
    file.pwrite(addition.tail.data(), addition.tail.size(), static_cast<int64_t>(size));
    file.pwrite(addition.head.data(), addition.head.size(), addition.head_at);
}

}  // namespace engine
