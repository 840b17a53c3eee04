#include "engine/photo/inflate.h"

#include <OpenImageIO/filesystem.h>
#include <OpenImageIO/imageio.h>

#include <array>

namespace engine {
namespace {

struct Entry {
    std::uint16_t tag;
    std::uint16_t type;
    std::uint32_t value;
};

void append(std::vector<std::uint8_t>& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

/// A TIFF file of one row of `size` grey bytes whose only strip is the stream.
std::vector<std::uint8_t> asTiff(const std::vector<std::uint8_t>& stream, std::uint32_t size) {
    constexpr std::uint32_t kData = 8 + 2 + 12 * 9 + 4;
    const auto length = static_cast<std::uint32_t>(stream.size());
    const std::array<Entry, 9> entries{{{256, 4, size},
                                        {257, 4, 1},
                                        {258, 3, 8},
                                        {259, 3, 8},
                                        {262, 3, 1},
                                        {273, 4, kData},
                                        {277, 3, 1},
                                        {278, 4, 1},
                                        {279, 4, length}}};
    std::vector<std::uint8_t> file{'I', 'I', '*', 0, 8, 0, 0, 0};
    append(file, entries.size(), 2);
    for (const Entry& entry : entries) {
        append(file, entry.tag, 2);
        append(file, entry.type, 2);
        append(file, 1, 4);
        append(file, entry.value, 4);
    }
    append(file, 0, 4);
    file.insert(file.end(), stream.begin(), stream.end());
    return file;
}

}  // namespace

// TIFF's compression 8 is a zlib stream, so the picture library at hand can open one without linking another.
std::vector<std::uint8_t> inflated(const std::vector<std::uint8_t>& stream, std::uint32_t size) {
    const std::vector<std::uint8_t> file = asTiff(stream, size);
    OIIO::Filesystem::IOMemReader memory(file.data(), file.size());
    const auto input = OIIO::ImageInput::create("tiff");
    OIIO::ImageSpec spec;
    std::vector<std::uint8_t> bytes(size);
    const bool read = input && input->set_ioproxy(&memory) && input->open("profile", spec) &&
                      input->read_image(0, 0, 0, 1, OIIO::TypeDesc::UINT8, bytes.data());
    if (input) input->close();
    return read ? bytes : std::vector<std::uint8_t>();
}

}  // namespace engine
