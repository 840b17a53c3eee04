#pragma once

#include <vector>

#include "engine/api/request.h"
#include "ui/document/document.h"

namespace ui {

/// What the shadows panel asks for; the defaults are good without touching anything.
struct ShadowSettings {
    float strength = 1.0f;    ///< 0…1
    float softness = 0.0f;    ///< 0…1
    float keep_shape = 0.0f;  ///< 0…1
    int steps = engine::ShadowsRequest::kDefaultSteps;
    quint64 seed = 0;
};

/// The requests of the systems: the document as it is now (photo and mask) with the panel's settings.
engine::ShadowsRequest shadowsRequest(const Document& document, const ShadowSettings& settings);
engine::HarmoniseRequest harmoniseRequest(const Document& document, const engine::Photo& background,
                                          const ShadowSettings& settings);

/// The visible layers below an edit, or all of them when `edit` is 0.
std::vector<engine::Layer> layersBelow(const Document& document, quint64 edit);

/// The same request with other layers beneath it.
engine::Request withLayers(engine::Request request, std::vector<engine::Layer> layers);

}  // namespace ui
