#include "engine/models/head_shape/head_shape.h"

#include <torch/torch.h>

#include <nlohmann/json.hpp>

#include "engine/api/reading.h"
#include "engine/models/component_folder.h"

namespace engine {
namespace {

constexpr const char* kHeadShapeClass = "HeadShapeModel";

struct HeadShapeModule : torch::nn::Module {
    HeadShapeModule() { points = register_buffer("points", torch::zeros({kMeshPoints, 3})); }
    torch::Tensor points;
};

}  // namespace

Result<HeadShape> HeadShape::load(const std::string& folder) {
    if (const auto config = readComponentConfig(folder, kHeadShapeClass); !config) return config.error();
    HeadShapeModule module;
    if (auto loaded = loadComponentWeights(module, folder); !loaded) return loaded.error();
    const torch::Tensor values = module.points.to(torch::kFloat64).contiguous();
    const auto rows = values.accessor<double, 2>();
    std::vector<Point> points;
    for (int i = 0; i < kMeshPoints; ++i) points.push_back({rows[i][0], rows[i][1], rows[i][2]});
    return HeadShape(std::move(points));
}

Result<Done> HeadShape::save(const std::string& folder) const {
    HeadShapeModule module;
    auto rows = module.points.accessor<float, 2>();
    for (int i = 0; i < kMeshPoints; ++i) {
        for (int k = 0; k < 3; ++k) rows[i][k] = static_cast<float>(points_[i][k]);
    }
    return saveComponent(module, {{"_class_name", kHeadShapeClass}}, folder);
}

}  // namespace engine
