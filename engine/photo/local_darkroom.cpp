#include "engine/photo/local_darkroom.h"

#include "engine/photo/mask_file.h"
#include "engine/photo/open.h"
#include "engine/photo/render.h"
#include "engine/photo/save.h"

namespace engine {

Result<Photo> LocalDarkroom::open(const std::string& path, std::stop_token stop) const {
    return openPhoto(path, stop);
}

Result<Image> LocalDarkroom::openMask(const std::string& path) const {
    return openMaskFile(path);
}

Image LocalDarkroom::render(const Photo& photo, std::span<const Layer> layers, int level, Rect source,
                            const IccProfile& display) const {
    return renderTile(photo, layers, level, source, display, colours_);
}

Image LocalDarkroom::flatten(const Photo& photo, std::span<const Layer> layers, std::stop_token stop) const {
    return flattened(photo, layers, stop, colours_);
}

Result<Done> LocalDarkroom::save(const Photo& photo, std::span<const Layer> layers, const std::string& path,
                                 const ExportOptions& options, std::stop_token stop,
                                 const std::function<void(double)>& progress) const {
    return savePhoto(photo, layers, path, options, stop, progress, colours_);
}

Result<Done> LocalDarkroom::saveMask(const Image& mask, const std::string& path, bool overwrite) const {
    return saveMaskFile(mask, path, overwrite);
}

}  // namespace engine
