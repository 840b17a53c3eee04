#include "engine/photo/picture_writer.h"

#include <OpenImageIO/tiffutils.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "engine/photo/float_pixels.h"
#include "engine/photo/one_line.h"
#include "engine/photo/webp_container.h"
#include "engine/photo/xmp_packet.h"

namespace engine {
namespace {

constexpr int kWebpLongestSide = 16'383;
constexpr int kJpegLongestSide = 65'500;

OIIO::TypeDesc oiioType(PixelType type) {
    return type == PixelType::U8    ? OIIO::TypeDesc::UINT8
           : type == PixelType::U16 ? OIIO::TypeDesc::UINT16
                                    : OIIO::TypeDesc::FLOAT;
}

int bitsOf(PixelType type) {
    return static_cast<int>(8 * bytesPer(type));
}

std::span<const std::uint8_t> bytesOf(const auto& container) {
    return {reinterpret_cast<const std::uint8_t*>(container.data()), container.size()};
}

}  // namespace

Result<FileFormat> formatFor(const std::string& path) {
    std::string suffix = std::filesystem::u8path(path).extension().string();
    std::transform(suffix.begin(), suffix.end(), suffix.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    if (suffix == ".jpg" || suffix == ".jpeg") return FileFormat{"jpeg", false, true, {PixelType::U8}};
    if (suffix == ".png") return FileFormat{"png", true, true, {PixelType::U8, PixelType::U16}};
    if (suffix == ".webp") return FileFormat{"webp", true, false, {PixelType::U8}};
    if (suffix == ".tif" || suffix == ".tiff") {
        return FileFormat{"tiff", true, true, {PixelType::U8, PixelType::U16, PixelType::F32}};
    }
    return Error{ErrorCode::FileUnsupported,
                 "“" + path + "” cannot be written: its name should end in .jpg, .png, .tif or .webp" +
                     (suffix.empty() ? ", but it has no ending." : ", but it ends in " + suffix + ".")};
}

Result<PixelType> typeFor(const FileFormat& format, int bit_depth, PixelType own) {
    if (bit_depth == 0) {
        const auto enough = std::find_if(format.types.begin(), format.types.end(),
                                         [&](PixelType type) { return type >= own; });
        return enough == format.types.end() ? format.types.back() : *enough;
    }
    std::string held;
    for (PixelType type : format.types) {
        if (bitsOf(type) == bit_depth) return type;
        held += (held.empty() ? "" : ", ") + std::to_string(bitsOf(type));
    }
    return Error{ErrorCode::InvalidRequest, "A " + format.writer + " file holds " + held +
                                                " bits per channel, but " + std::to_string(bit_depth) +
                                                " were asked for. Choose another depth or another format."};
}

Result<std::unique_ptr<PictureWriter>> PictureWriter::open(NewFile& file, const FileFormat& format,
                                                           const Layout& layout, int quality,
                                                           const OIIO::ImageSpec& spec_extras,
                                                           std::string xmp) {
    std::unique_ptr<PictureWriter> writer(new PictureWriter(file, format, layout));
    writer->xmp_ = std::move(xmp);
    const Result<Done> started = writer->start(format, quality, spec_extras);
    if (!started) return started.error();
    return writer;
}

Result<Done> PictureWriter::start(const FileFormat& format, int quality, const OIIO::ImageSpec& spec_extras) {
    const int longest = std::max(layout_.size.width, layout_.size.height);
    const int limit = is_webp_ ? kWebpLongestSide : format.writer == "jpeg" ? kJpegLongestSide : longest;
    if (longest > limit) {
        return Error{ErrorCode::FileUnsupported,
                     "A " + format.writer + " file can be " + std::to_string(limit) +
                         " pixels wide and high at most, this picture has " + std::to_string(longest) +
                         ". Choose a smaller size, or TIFF or PNG."};
    }
    // WebP's alpha goes around OpenImageIO, which would put it through two powers in 8 bits (see
    // webp_container.h).
    const int encoded_channels = is_webp_ ? 3 : layout_.channels;
    spec_ =
        OIIO::ImageSpec(layout_.size.width, layout_.size.height, encoded_channels, oiioType(layout_.type));
    spec_.alpha_channel = hasAlpha(encoded_channels) ? encoded_channels - 1 : -1;
    spec_.extra_attribs = spec_extras.extra_attribs;
    spec_.attribute("oiio:UnassociatedAlpha", 1);
    if (format.writer == "tiff") {
        spec_.attribute("compression", "zip");
        spec_.attribute("tiff:write_iptc", 1);
        // libtiff knows no ImageHistory, so what was done stands behind the program's name.
        const std::string history(spec_.get_string_attribute("Exif:ImageHistory"));
        const std::string program(spec_.get_string_attribute("Software"));
        if (!history.empty()) spec_.attribute("Software", program + ": " + history);
    }
    if (format.writer == "png") spec_.attribute("png:compressionLevel", 4);
    if (format.writer == "jpeg" || is_webp_) {
        spec_.attribute("Compression", format.writer + ":" + std::to_string(quality));
        spec_.attribute("CompressionQuality", quality);
        spec_.attribute("jpeg:subsampling", "4:4:4");
    }
    if (layout_.profile) {
        spec_.attribute("ICCProfile",
                        OIIO::TypeDesc(OIIO::TypeDesc::UINT8, static_cast<int>(layout_.profile->size())),
                        layout_.profile->data());
    }
    output_ = OIIO::ImageOutput::create(format.writer);
    if (is_webp_) memory_ = std::make_unique<OIIO::Filesystem::IOVecOutput>();
    // To add EXIF libtiff reads its own file again, which OpenImageIO's proxies do not let it: TIFF goes by
    // path.
    OIIO::Filesystem::IOProxy* target = &file_;
    if (is_webp_) target = memory_.get();
    if (format.writer == "png") insertPngXmp(file_, xmp_);
    if (format.writer == "jpeg") {
        // Into any other kind of proxy OpenImageIO writes a JPEG file at its end, all of it from memory.
        insertJpegXmp(file_, xmp_);
        stream_ = std::make_unique<FileStream>(file_);
        if (!stream_->isOpen()) return encoderError();
        target = stream_.get();
    }
    const std::string& path = is_tiff_ ? file_.hiddenPath() : file_.filename();
    if (!output_ || (!is_tiff_ && !output_->set_ioproxy(target)) || !output_->open(path, spec_))
        return encoderError();
    return file_.state();
}

Result<Done> PictureWriter::write(const std::byte* pixels, int top, int rows) {
    std::vector<std::byte> colour;
    if (is_webp_ && layout_.channels == 4) {
        const std::size_t count = static_cast<std::size_t>(layout_.size.width) * rows;
        colour.resize(3 * count);
        for (std::size_t i = 0; i < count; ++i) {
            for (int c = 0; c < 3; ++c) colour[3 * i + c] = pixels[4 * i + c];
            alpha_.push_back(static_cast<std::uint8_t>(pixels[4 * i + 3]));
        }
        pixels = colour.data();
    }
    const bool wrote = output_->write_scanlines(top, top + rows, 0, oiioType(layout_.type), pixels);
    if (Result<Done> state = file_.state(); !state) return state;
    if (!wrote) return encoderError();
    return Done{};
}

Result<Done> PictureWriter::close() {
    const bool closed = output_->close();
    if (!closed) return encoderError();
    if (is_webp_) return wrap();
    if (is_tiff_) {
        addTiffXmp(file_, xmp_);
        if (Result<Done> state = file_.state(); !state) return state;
        return readBack();
    }
    stream_.reset();
    return file_.state();
}

/// libtiff does not say when its last bytes, the directory among them, found no room: a look at the file
/// does.
Result<Done> PictureWriter::readBack() const {
    const auto input = OIIO::ImageInput::create("tiff");
    OIIO::ImageSpec found;
    if (!input || !input->open(file_.hiddenPath(), found) || found.width != spec_.width ||
        found.height != spec_.height || found.nchannels != spec_.nchannels) {
        return encoderError();
    }
    std::vector<std::byte> last_row(static_cast<std::size_t>(found.scanline_bytes()));
    if (!input->read_scanline(found.height - 1, 0, found.format, last_row.data())) return encoderError();
    return Done{};
}

Result<Done> PictureWriter::wrap() {
    std::vector<char> exif;
    OIIO::encode_exif(spec_, exif);
    WebpExtras extras{{}, bytesOf(exif), bytesOf(xmp_), alpha_};
    if (layout_.profile) extras.profile = *layout_.profile;
    const std::vector<std::uint8_t> wrapped = wrapWebp(memory_->buffer(), layout_.size, extras);
    if (wrapped.empty()) return encoderError();
    file_.write(wrapped.data(), wrapped.size());
    return file_.state();
}

Error PictureWriter::encoderError() const {
    const std::string reason = oneLine(output_ ? output_->geterror() : OIIO::geterror());
    return {ErrorCode::FileUnwritable, "“" + file_.filename() + "” cannot be written completely" +
                                           (reason.empty() ? "" : " (" + reason + ")") +
                                           ". Check that the disk is not full; nothing was left behind."};
}

}  // namespace engine
