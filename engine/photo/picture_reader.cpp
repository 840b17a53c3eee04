#include "engine/photo/picture_reader.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <vector>

#include "engine/photo/colour.h"
#include "engine/photo/file_kind.h"
#include "engine/photo/float_pixels.h"
#include "engine/photo/hidden_profile.h"
#include "engine/photo/metadata.h"
#include "engine/photo/one_line.h"
#include "engine/photo/orientation.h"
#include "engine/photo/webp_reader.h"
#include "engine/photo/xmp_packet.h"

namespace engine {
namespace {

constexpr long long kMostPixels = 300'000'000;
constexpr int kLongestSide = 65'500;
constexpr int kShortestSide = 8;

Error unreadable(const std::string& path, const std::string& why) {
    return {ErrorCode::FileUnreadable, "“" + path + "” cannot be opened: " + why};
}

Error unsupported(const std::string& path, const std::string& why) {
    return {ErrorCode::FileUnsupported, "“" + path + "” cannot be opened: " + why};
}

/// The kind of the file, or why nothing can be read from it.
Result<FileKind> kindOfFile(const std::string& path) {
    const std::filesystem::path file = std::filesystem::u8path(path);
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status)) {
        return unreadable(path, error && error != std::errc::no_such_file_or_directory
                                    ? error.message() + "."
                                    : "there is no such file. It may have been moved or renamed.");
    }
    if (std::filesystem::is_directory(status))
        return unreadable(path, "it is a folder. Choose a picture in it.");
    if (!std::filesystem::is_regular_file(status)) return unreadable(path, "it is not a regular file.");
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return unreadable(path, "reading it is not permitted. Check the file's permissions.");
    std::vector<std::uint8_t> head(4096);
    stream.read(reinterpret_cast<char*>(head.data()), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    if (head.empty()) return unreadable(path, "the file is empty.");
    FileKind kind = fileKind(head, file);
    const char* wanted = "JPEG, PNG, TIFF, WebP and camera raw pictures can be opened";
    if (kind.reader.empty() && kind.name.empty()) {
        return unreadable(path, std::string("it is not a picture that is known here. ") + wanted + ".");
    }
    if (kind.reader.empty()) {
        return unsupported(path, "it is " + kind.name + "; " + wanted + ". Save it as one of them first.");
    }
    return kind;
}

PixelType typeFor(const OIIO::ImageSpec& spec) {
    const bool mixed = std::any_of(spec.channelformats.begin(), spec.channelformats.end(),
                                   [&](OIIO::TypeDesc type) { return type != spec.format; });
    if (mixed) return PixelType::F32;
    switch (spec.format.basetype) {
        case OIIO::TypeDesc::UINT8:
        case OIIO::TypeDesc::INT8:
            return PixelType::U8;
        case OIIO::TypeDesc::UINT16:
        case OIIO::TypeDesc::INT16:
            return PixelType::U16;
        default:
            return PixelType::F32;
    }
}

int channelsOf(const OIIO::ImageSpec& spec) {
    if (spec.nchannels >= 3) return spec.nchannels >= 4 && spec.alpha_channel == 3 ? 4 : 3;
    return spec.nchannels == 2 && spec.alpha_channel == 1 ? 2 : 1;
}

IccProfile profileIn(const OIIO::ImageSpec& spec, int channels) {
    const OIIO::ParamValue* found = spec.find_attribute("ICCProfile");
    if (!found || found->type().basetype != OIIO::TypeDesc::UINT8) return nullptr;
    const auto* bytes = static_cast<const std::uint8_t*>(found->data());
    auto profile = std::make_shared<const std::vector<std::uint8_t>>(bytes, bytes + found->type().size());
    // A damaged profile, or one of other channels, says nothing: such pictures are shown as sRGB everywhere.
    return isUsableProfile(*profile, colourChannels(channels)) ? profile : nullptr;
}

/// Not a number and infinity have no brightness; they would spread through every mean and every network.
void dropNonNumbers(float* values, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) values[i] = std::isfinite(values[i]) ? values[i] : 0.0f;
}

/// A decoder that meets the end of a file too early often fills up with grey and only leaves a message.
bool speaksOfDamage(const std::string& message) {
    return message.find("remature end") != std::string::npos ||
           message.find("Huffman") != std::string::npos || message.find("truncated") != std::string::npos ||
           message.find("rror reading") != std::string::npos;
}

OIIO::TypeDesc readAs(PixelType type) {
    return type == PixelType::U8    ? OIIO::TypeDesc::UINT8
           : type == PixelType::U16 ? OIIO::TypeDesc::UINT16
                                    : OIIO::TypeDesc::FLOAT;
}

/// No compression in use here packs pixels this tightly, so memory for them would be taken in vain.
bool promisesTooMuch(const OIIO::ImageSpec& spec, std::size_t file_bytes) {
    constexpr std::size_t kTightest = 4000;
    return spec.image_bytes(true) / kTightest > file_bytes;
}

Error cancelled() {
    return {ErrorCode::Cancelled, "Opening was cancelled."};
}

/// All pixels, in bands, so that a requested stop is heard.
Result<bool> readPixels(OIIO::ImageInput& input, const OIIO::ImageSpec& spec, int channels,
                        OIIO::TypeDesc type, std::byte* pixels, std::size_t row_bytes,
                        const std::stop_token& stop) {
    constexpr int kBand = 256;
    if (spec.tile_width > 0) return input.read_image(0, 0, 0, channels, type, pixels);
    for (int top = 0; top < spec.height; top += kBand) {
        if (stop.stop_requested()) return cancelled();
        const int end = std::min(top + kBand, spec.height);
        if (!input.read_scanlines(0, 0, spec.y + top, spec.y + end, spec.z, 0, channels, type,
                                  pixels + row_bytes * top)) {
            return false;
        }
    }
    return true;
}

Result<Picture> readWith(const FileKind& kind, const std::string& path, const std::stop_token& stop) {
    if (kind.reader == "webp") return readWebp(path, stop);
    const std::unique_ptr<OIIO::ImageInput> input = OIIO::ImageInput::create(kind.reader);
    if (!input) return unsupported(path, "this system's OpenImageIO has no reader for " + kind.name + ".");
    OIIO::ImageSpec wish;
    wish.attribute("oiio:UnassociatedAlpha", 1);
    OIIO::ImageSpec spec;
    PatchedFile file(path);
    std::vector<std::uint8_t> profile;
    std::vector<std::uint8_t> whole;
    std::string xmp;
    std::optional<OIIO::Filesystem::IOMemReader> memory;
    if (kind.reader == "tiff" || kind.reader == "png") {
        xmp = kind.reader == "tiff" ? tiffXmp(file) : pngXmp(file);
        profile = kind.reader == "tiff" ? hideTiffProfile(file) : hidePngProfile(file);
        input->set_ioproxy(&file);
    } else if (kind.reader == "jpeg") {
        // OpenImageIO reads JPEG from its own two kinds of proxies only; compressed it is small.
        xmp = jpegXmp(file);
        profile = hideJpegProfile(file);
        whole = file.bytes(0, file.size());
        memory.emplace(whole.data(), whole.size());
        input->set_ioproxy(&*memory);
    }
    if (!input->open(path, spec, wish)) {
        const std::string why = oneLine(input->geterror());
        if (kind.reader == "raw" && why.find("Unsupported") != std::string::npos) {
            return unsupported(path, "this camera's raw pictures cannot be developed here (" + why +
                                         "). Convert it to DNG or TIFF first.");
        }
        return unreadable(path, kind.name + " was expected, but it is damaged (" + why + ").");
    }
    if (const Result<Done> fit = judge(path, spec); !fit) return fit.error();
    if (kind.reader != "raw" && promisesTooMuch(spec, file.size())) {
        return unreadable(
            path, "its header promises more pixels than the file can hold. It is damaged or cut short.");
    }
    if (!profile.empty()) {
        spec.attribute("ICCProfile", OIIO::TypeDesc(OIIO::TypeDesc::UINT8, static_cast<int>(profile.size())),
                       profile.data());
    }
    Result<Picture> read = readOpened(*input, spec, kind.reader, path, stop);
    input->close();  // it reads from what goes first when this function ends
    if (!read) return read;
    Picture picture = std::move(read).value();
    picture.xmp = uprightXmp(std::move(xmp));
    return picture;
}

}  // namespace

Result<Done> judge(const std::string& path, const OIIO::ImageSpec& spec) {
    const std::string size = text(Size{spec.width, spec.height}) + " pixels";
    if (spec.width < kShortestSide || spec.height < kShortestSide) {
        return unsupported(path, "it has " + size + ", at least 8 × 8 are needed.");
    }
    if (spec.width > kLongestSide || spec.height > kLongestSide ||
        static_cast<long long>(spec.width) * spec.height > kMostPixels) {
        return unsupported(path,
                           "it has " + size +
                               "; up to 300 megapixels and 65 500 pixels a side are handled. Make it smaller "
                               "first.");
    }
    if (spec.depth > 1 || spec.nchannels < 1) return unsupported(path, "it is not a flat picture.");
    const std::string space =
        spec.get_string_attribute("jpeg:ColorSpace", spec.get_string_attribute("tiff:ColorSpace"));
    const int photometric = spec.get_int_attribute("tiff:PhotometricInterpretation", 2);
    if (space == "CMYK" || space == "YCbCrK" || space == "YCCK" || photometric == 5) {
        return unsupported(path, "it is a CMYK picture, made for printing. Convert it to RGB first.");
    }
    if (photometric == 8 || photometric == 9) {
        return unsupported(path, "its colours are stored as Lab. Convert it to RGB first.");
    }
    return Done{};
}

Result<Picture> readOpened(OIIO::ImageInput& input, const OIIO::ImageSpec& spec, const std::string& format,
                           const std::string& path, const std::stop_token& stop) {
    if (const Result<Done> fit = judge(path, spec); !fit) return fit.error();
    const PixelType type = typeFor(spec);
    const int channels = channelsOf(spec);
    ImageBuilder pixels({spec.width, spec.height}, channels, type, profileIn(spec, channels));
    const Result<bool> read =
        readPixels(input, spec, channels, readAs(type), pixels.data(), pixels.rowBytes(), stop);
    if (!read) return read.error();
    const std::string message = input.geterror();
    if (!read.value() || speaksOfDamage(message)) {
        return unreadable(
            path, "the file is damaged or cut short (" + oneLine(message) + "). Try to copy it again.");
    }
    if (type == PixelType::F32) {
        dropNonNumbers(reinterpret_cast<float*>(pixels.data()),
                       static_cast<std::size_t>(pixels.size().area()) * channels);
    }
    const int orientation = spec.get_int_attribute("Orientation", 1);
    return Picture{upright(std::move(pixels).finish(), orientation), keptAttributes(spec), {}, format};
}

Result<Picture> readPicture(const std::string& path, const std::stop_token& stop) {
    try {
        const Result<FileKind> kind = kindOfFile(path);
        if (!kind) return kind.error();
        return readWith(kind.value(), path, stop);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory,
                     "There is not enough memory to open “" + path + "”. Close other documents or programs."};
    } catch (const std::exception& problem) {
        return unreadable(path, std::string("the file is damaged (") + problem.what() + ").");
    }
}

}  // namespace engine
