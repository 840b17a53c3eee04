#include "ui/session/request_builder.h"

namespace ui {

engine::ShadowsRequest shadowsRequest(const Document& document, const ShadowSettings& settings) {
    engine::ShadowsRequest request;
    request.photo = document.photo();
    request.mask = document.maskSnapshot();
    request.strength = settings.strength;
    request.softness = settings.softness;
    request.keep_shape = settings.keep_shape;
    request.steps = settings.steps;
    request.seed = settings.seed;
    return request;
}

engine::HarmoniseRequest harmoniseRequest(const Document& document, const engine::Photo& background,
                                          const ShadowSettings& settings) {
    engine::HarmoniseRequest request;
    request.photo = document.photo();
    request.mask = document.maskSnapshot();
    request.background = background;
    request.strength = settings.strength;
    request.steps = settings.steps;
    request.seed = settings.seed;
    return request;
}

std::vector<engine::Layer> layersBelow(const Document& document, quint64 edit) {
    std::vector<engine::Layer> layers;
    for (const Edit& e : document.edits()) {
        if (edit != 0 && e.id == edit) break;
        if (e.visible && e.opacity > 0) layers.push_back(e.layer());
    }
    return layers;
}

engine::Photo photoWith(const engine::Darkroom& darkroom, const engine::Photo& photo,
                        const std::vector<engine::Layer>& layers) {
    if (layers.empty()) return photo;
    engine::Photo edited;
    edited.metadata = photo.metadata;
    edited.format = photo.format;
    for (int level = 0; level < static_cast<int>(photo.levels.size()); ++level) {
        const engine::Rect whole = engine::wholeOf(photo.levels[level].size());
        edited.levels.push_back(darkroom.render(photo, layers, level, whole, nullptr));
    }
    return edited;
}

engine::Request withPhoto(engine::Request request, const engine::Photo& photo) {
    std::visit([&photo](auto& r) { r.photo = photo; }, request);
    return request;
}

}  // namespace ui
