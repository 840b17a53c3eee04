#include "engine/photo/save.h"

#include <algorithm>
#include <cmath>
#include <future>

#include "engine/photo/float_pixels.h"
#include "engine/photo/metadata.h"
#include "engine/photo/picture_writer.h"
#include "engine/photo/strip_source.h"

namespace engine {
namespace {

/// The largest size of the photo's aspect that fits into `wanted`.
Size fitted(Size photo, Size wanted) {
    if (wanted.isEmpty()) return photo;
    const double scale = std::min(static_cast<double>(wanted.width) / photo.width,
                                  static_cast<double>(wanted.height) / photo.height);
    const auto side = [scale](int length) {
        return std::max(1, static_cast<int>(std::lround(length * scale)));
    };
    return {side(photo.width), side(photo.height)};
}

Result<PictureWriter::Layout> layoutFor(const Image& image, const FileFormat& format,
                                        const ExportOptions& options) {
    if (options.quality < 1 || options.quality > 100) {
        return Error{ErrorCode::InvalidRequest, "The quality should be 1 to 100, but " +
                                                    std::to_string(options.quality) + " was asked for."};
    }
    const Result<PixelType> type = typeFor(format, options.bit_depth, image.type());
    if (!type) return type.error();
    const bool alpha = hasAlpha(image.channels()) && format.alpha;
    const int colours = format.grey ? colourChannels(image.channels()) : 3;
    // A grey profile fits no RGB file: such files get sRGB numbers.
    const bool keep_profile = !options.to_srgb && colours == colourChannels(image.channels());
    return PictureWriter::Layout{fitted(image.size(), options.size), colours + (alpha ? 1 : 0), type.value(),
                                 keep_profile ? image.profile() : nullptr};
}

Error cancelled() {
    return {ErrorCode::Cancelled, "The export was cancelled; no file was written."};
}

}  // namespace

Result<Done> savePhoto(const Photo& photo, std::span<const Layer> layers, const std::string& path,
                       const ExportOptions& options, std::stop_token stop,
                       const std::function<void(double)>& progress, ColourCache& colours) {
    const Result<FileFormat> format = formatFor(path);
    if (!format) return format.error();
    const Result<PictureWriter::Layout> layout = layoutFor(photo.image(), format.value(), options);
    if (!layout) return layout.error();
    Result<std::unique_ptr<NewFile>> made = NewFile::create(path, options.overwrite);
    if (!made) return made.error();
    const std::unique_ptr<NewFile> file = std::move(made).value();

    OIIO::ImageSpec description;
    describe(photo.metadata.get(), options, description);
    const Result<std::unique_ptr<PictureWriter>> writer =
        PictureWriter::open(*file, format.value(), layout.value(), options.quality, description,
                            photo.metadata && options.keep_metadata ? photo.metadata->xmp : "");
    if (!writer) return writer.error();

    const StripSource source(photo, layers, layout.value(), colours);
    const int height = layout.value().size.height;
    const auto paint = [&](int top) {
        const int rows = std::min(source.stripRows(), height - top);
        return std::async(std::launch::async, [&source, top, rows] { return source.strip(top, rows); });
    };
    std::future<std::vector<std::byte>> next = paint(0);
    for (int top = 0; top < height; top += source.stripRows()) {
        if (stop.stop_requested()) return cancelled();
        const std::vector<std::byte> pixels = next.get();
        const int end = std::min(height, top + source.stripRows());
        if (end < height) next = paint(end);
        if (Result<Done> wrote = writer.value()->write(pixels.data(), top, end - top); !wrote) return wrote;
        if (progress) progress(static_cast<double>(end) / height);
    }
    if (Result<Done> closed = writer.value()->close(); !closed) return closed;
    if (stop.stop_requested()) return cancelled();
    return file->publish();
}

}  // namespace engine
