#include "engine/photo/webp_reader.h"

#include <OpenImageIO/filesystem.h>
#include <OpenImageIO/tiffutils.h>

#include <filesystem>
#include <fstream>
#include <vector>

#include "engine/photo/one_line.h"
#include "engine/photo/webp_container.h"
#include "engine/photo/xmp_packet.h"

namespace engine {
namespace {

using Bytes = std::span<const std::uint8_t>;

OIIO::string_view text(Bytes bytes) {
    return OIIO::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

Result<Picture> decode(std::vector<std::uint8_t>& file, const WebpHead& head, const std::string& path,
                       const std::stop_token& stop) {
    OIIO::Filesystem::IOMemReader memory(file.data(), file.size());
    const auto input = OIIO::ImageInput::create("webp");
    OIIO::ImageSpec spec;
    if (!input || !input->set_ioproxy(&memory) || !input->open(path, spec)) {
        return Error{ErrorCode::FileUnreadable,
                     "“" + path + "” cannot be opened: the WebP picture is damaged (" +
                         oneLine(input ? input->geterror() : OIIO::geterror()) + ")."};
    }
    // What OpenImageIO says about WebP metadata is replaced by what the chunks say.
    spec.extra_attribs.clear();
    if (!head.profile.empty()) {
        spec.attribute("ICCProfile",
                       OIIO::TypeDesc(OIIO::TypeDesc::UINT8, static_cast<int>(head.profile.size())),
                       head.profile.data());
    }
    if (!head.exif.empty()) OIIO::decode_exif(text(head.exif), spec);
    if (!head.xmp.empty()) OIIO::decode_xmp(text(head.xmp), spec);
    Result<Picture> read = readOpened(*input, spec, "webp", path, stop);
    if (!read) return read;
    Picture picture = std::move(read).value();
    picture.xmp = uprightXmp(std::string(head.xmp.begin(), head.xmp.end()));
    return picture;
}

}  // namespace

Result<Picture> readWebp(const std::string& path, const std::stop_token& stop) {
    std::ifstream stream(std::filesystem::u8path(path), std::ios::binary | std::ios::ate);
    std::vector<std::uint8_t> file(stream ? static_cast<std::size_t>(stream.tellg()) : 0);
    stream.seekg(0);
    stream.read(reinterpret_cast<char*>(file.data()), static_cast<std::streamsize>(file.size()));
    const std::optional<WebpHead> head = parseWebp(file);
    if (!stream || !head) {
        return Error{ErrorCode::FileUnreadable,
                     "“" + path + "” cannot be opened: the WebP picture is cut short. Try to copy it again."};
    }
    // The decoder takes memory for the whole canvas when it opens a file, so the size is judged here.
    const OIIO::ImageSpec header(head->canvas.width, head->canvas.height, 3, OIIO::TypeDesc::UINT8);
    if (const Result<Done> fit = judge(path, header); !fit) return fit.error();

    Result<Picture> whole = decode(file, *head, path, stop);
    if (!whole || !head->alpha || whole.value().image.channels() != 4) return whole;
    // OpenImageIO multiplies colour by alpha in 8 bits, which loses it where alpha is small. With the alpha
    // flag taken back it decodes plain colour; alpha itself comes from the first reading.
    file[head->alpha_flag_at] &= static_cast<std::uint8_t>(~head->alpha_flag);
    const Result<Picture> plain = decode(file, *head, path, stop);
    if (!plain || plain.value().image.channels() != 3) return whole;
    const Image& colour = plain.value().image;
    const Image& alpha = whole.value().image;
    ImageBuilder joined(alpha.size(), 4, PixelType::U8, alpha.profile());
    const long long count = alpha.size().area();
    const auto* rgb = colour.row<std::uint8_t>(0);
    const auto* rgba = alpha.row<std::uint8_t>(0);
    auto* out = joined.row<std::uint8_t>(0);
    for (long long i = 0; i < count; ++i) {
        for (int c = 0; c < 3; ++c) out[4 * i + c] = rgb[3 * i + c];
        out[4 * i + 3] = rgba[4 * i + 3];
    }
    return Picture{std::move(joined).finish(), whole.value().attributes, whole.value().xmp, "webp"};
}

}  // namespace engine
