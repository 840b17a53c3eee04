#pragma once

#include "engine/api/darkroom.h"
#include "engine/photo/colour.h"

namespace engine {

/// The darkroom of this machine: files through OpenImageIO, colour through lcms2.
class LocalDarkroom final : public Darkroom {
public:
    Result<Photo> open(const std::string& path, std::stop_token stop) const override;
    using Darkroom::open;
    Result<Image> openMask(const std::string& path) const override;
    Image render(const Photo& photo, std::span<const Layer> layers, int level, Rect source,
                 const IccProfile& display) const override;
    Image flatten(const Photo& photo, std::span<const Layer> layers, std::stop_token stop) const override;
    Result<Done> save(const Photo& photo, std::span<const Layer> layers, const std::string& path,
                      const ExportOptions& options, std::stop_token stop,
                      const std::function<void(double)>& progress) const override;
    Result<Done> saveMask(const Image& mask, const std::string& path, bool overwrite) const override;

private:
    mutable ColourCache colours_;  ///< a cache: what callers see does not depend on it
};

}  // namespace engine
