#pragma once

#include <vector>

#include "engine/api/darkroom.h"
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

/// The photo with layers applied, at every level, as the networks are to see it. Takes a while for a large
/// photo; any thread. The photo itself when there are no layers.
engine::Photo photoWith(const engine::Darkroom& darkroom, const engine::Photo& photo,
                        const std::vector<engine::Layer>& layers);

/// The same request for another photo (the one below, with its edits).
engine::Request withPhoto(engine::Request request, const engine::Photo& photo);

}  // namespace ui
