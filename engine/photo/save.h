#pragma once

#include "engine/api/darkroom.h"
#include "engine/photo/colour.h"

namespace engine {

/// Darkroom::save(). One thread paints the next strip while the calling thread encodes the last one.
Result<Done> savePhoto(const Photo& photo, std::span<const Layer> layers, const std::string& path,
                       const ExportOptions& options, std::stop_token stop,
                       const std::function<void(double)>& progress, ColourCache& colours);

}  // namespace engine
