#include "ui/session/request_builder.h"

namespace ui {

engine::ShadowsRequest shadowsRequest(const Document& document, const ShadowSettings& settings,
                                      const engine::Image& mask) {
    engine::ShadowsRequest request;
    request.photo = document.photo();
    request.mask = mask;
    request.strength = settings.strength;
    request.softness = settings.softness;
    request.keep_shape = settings.keep_shape;
    request.steps = settings.steps;
    request.seed = settings.seed;
    return request;
}

engine::HarmoniseRequest harmoniseRequest(const Document& document, const engine::Photo& background,
                                          const ShadowSettings& settings, const engine::Image& mask) {
    engine::HarmoniseRequest request;
    request.photo = document.photo();
    request.mask = mask;
    request.background = background;
    request.strength = settings.strength;
    request.steps = settings.steps;
    request.seed = settings.seed;
    return request;
}

engine::DescribeRequest describeRequest(const Document& document, const DescribeSettings& settings,
                                        const engine::Image& mask) {
    engine::DescribeRequest request;
    request.photo = document.photo();
    request.mask = mask;
    request.prompt = settings.prompt.toStdString();
    request.negative = settings.negative.toStdString();
    request.model = settings.model.toStdString();
    request.loras = settings.loras;
    request.strength = settings.strength;
    request.guidance = settings.guidance;
    request.scheduler = settings.scheduler.toStdString();
    request.steps = settings.steps;
    request.seed = settings.seed;
    return request;
}

engine::DescribeMaskRequest describeMaskRequest(const Document& document, const DescribeSettings& settings) {
    engine::DescribeMaskRequest request;
    request.photo = document.photo();
    request.layers = layersBelow(document, 0);
    request.prompt = settings.prompt.toStdString();
    request.model = settings.model.toStdString();
    request.loras = settings.loras;
    request.seed = settings.seed;
    return request;
}

engine::PoseRequest poseRequest(const Document& document, int face, const engine::Skeleton& pose,
                                const engine::HeadAngles& turn) {
    engine::PoseRequest request;
    request.photo = document.photo();
    request.face = face;
    if (turn.yaw != 0 || turn.pitch != 0 || turn.roll != 0) request.turn = turn;
    request.pose = pose;
    return request;
}

engine::PoseRequest drawnAnew(engine::PoseRequest pose, const DrawAnewSettings& settings) {
    pose.model = settings.model.toStdString();
    pose.loras = settings.loras;
    pose.controlnet = settings.controlnet.toStdString();
    pose.prompt = settings.prompt.toStdString();
    pose.strength = settings.strength;
    pose.guidance = settings.guidance;
    pose.steps = settings.steps;
    pose.seed = settings.seed;
    return pose;
}

engine::StyleRegionsRequest styleRegionsRequest(const Document& document, int face) {
    engine::StyleRegionsRequest request;
    request.photo = document.photo();
    request.layers = layersBelow(document, 0);
    request.face = face;
    return request;
}

engine::StyleRequest styleRequest(const Document& document, int face, const FaceLook& look,
                                  const engine::Image& mask) {
    engine::StyleRequest request;
    request.photo = document.photo();
    request.mask = mask;
    request.face = face;
    request.regions = look.changed();
    if (look.usesDonor()) request.donor = look.donor;
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

engine::Request withLayers(engine::Request request, std::vector<engine::Layer> layers) {
    std::visit(
        [&layers](auto& one) {
            if constexpr (requires { one.layers; }) one.layers = std::move(layers);
        },
        request);
    return request;
}

}  // namespace ui
