#include "engine/photo/mask_file.h"

#include <vector>

#include "engine/photo/float_pixels.h"
#include "engine/photo/picture_reader.h"
#include "engine/photo/picture_writer.h"

namespace engine {
namespace {

Image greyOf(const Image& image) {
    const PixelType type = image.type() == PixelType::U8 ? PixelType::U8 : PixelType::U16;
    if (image.channels() == 1 && image.type() == type) return image.withProfile(nullptr);
    const int colours = colourChannels(image.channels());
    std::vector<float> row(static_cast<std::size_t>(image.width()) * colours);
    std::vector<float> luma(image.width());
    ImageBuilder grey(image.size(), 1, type);
    for (int y = 0; y < image.height(); ++y) {
        loadColour(image.data() + image.rowBytes() * y, image.type(), image.channels(), image.width(),
                   row.data());
        for (int x = 0; x < image.width(); ++x) {
            const float* pixel = &row[static_cast<std::size_t>(x) * colours];
            luma[x] = colours == 1 ? pixel[0] : 0.2126f * pixel[0] + 0.7152f * pixel[1] + 0.0722f * pixel[2];
        }
        storeValues(luma.data(), luma.size(), type, grey.data() + grey.rowBytes() * y);
    }
    return std::move(grey).finish();
}

}  // namespace

Result<Image> openMaskFile(const std::string& path) {
    Result<Picture> picture = readPicture(path);
    if (!picture) return picture.error();
    return greyOf(picture.value().image);
}

Result<Done> saveMaskFile(const Image& mask, const std::string& path, bool overwrite) {
    if (mask.isNull() || mask.channels() != 1 || mask.type() == PixelType::F32) {
        return Error{ErrorCode::InvalidRequest, "A mask of 8 or 16 bits in one channel was expected."};
    }
    const Result<FileFormat> format = formatFor(path);
    if (!format || format.value().writer != "png") {
        return Error{
            ErrorCode::FileUnsupported,
            "“" + path + "” cannot be written: masks are PNG pictures, so its name should end in .png."};
    }
    Result<std::unique_ptr<NewFile>> made = NewFile::create(path, overwrite);
    if (!made) return made.error();
    const std::unique_ptr<NewFile> file = std::move(made).value();
    const Result<std::unique_ptr<PictureWriter>> writer = PictureWriter::open(
        *file, format.value(), {mask.size(), 1, mask.type(), nullptr}, 100, OIIO::ImageSpec(), {});
    if (!writer) return writer.error();
    if (const Result<Done> wrote = writer.value()->write(mask.data(), 0, mask.height()); !wrote) return wrote;
    if (const Result<Done> closed = writer.value()->close(); !closed) return closed;
    return file->publish();
}

}  // namespace engine
