#include "engine/photo/open.h"

#include "engine/photo/colour.h"
#include "engine/photo/float_pixels.h"
#include "engine/photo/metadata.h"
#include "engine/photo/picture_reader.h"
#include "engine/photo/pyramid.h"

namespace engine {
namespace {

Photo photoOf(Picture picture) {
    const SrgbView view(picture.image.profile(), colourChannels(picture.image.channels()));
    auto metadata = std::make_shared<PhotoMetadata>();
    metadata->attributes = std::move(picture.attributes);
    metadata->xmp = std::move(picture.xmp);
    metadata->noise = measureNoise(picture.image, view);
    return {pyramidOf(std::move(picture.image)), std::move(metadata), std::move(picture.format)};
}

}  // namespace

Result<Photo> openPhoto(const std::string& path, const std::stop_token& stop) {
    Result<Picture> picture = readPicture(path, stop);
    if (!picture) return picture.error();
    try {
        if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "Opening was cancelled."};
        return photoOf(std::move(picture).value());
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory,
                     "There is not enough memory to open “" + path + "”. Close other documents or programs."};
    }
}

Photo photoOf(Image image) {
    return photoOf(Picture{std::move(image), {}, {}, {}});
}

}  // namespace engine
