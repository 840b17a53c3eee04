#include "engine/models/expressions/expressions.h"

#include <torch/torch.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/models/component_folder.h"
#include "engine/models/portrait_reader/mesh_mirror.h"

namespace engine {
namespace {

constexpr const char* kExpressionsClass = "ExpressionsModel";

/// A buffer [kMeshPoints, 2] for each expression, so that weights are read and written as everywhere.
struct ExpressionsModule : torch::nn::Module {
    ExpressionsModule() {
        for (const std::string_view name : Expressions::kNames)
            register_buffer(std::string(name), torch::zeros({kMeshPoints, 2}));
    }
};

ImagePoint between(const ImagePoint& a, const ImagePoint& b) {
    return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

}  // namespace

Result<Expressions> Expressions::load(const std::string& folder) {
    if (const auto config = readComponentConfig(folder, kExpressionsClass); !config) return config.error();
    ExpressionsModule module;
    if (auto loaded = loadComponentWeights(module, folder); !loaded) return loaded.error();
    std::map<std::string, Moves, std::less<>> moves;
    for (const auto& buffer : module.named_buffers()) {
        const auto rows = buffer.value().to(torch::kFloat64).contiguous();
        const auto* points = reinterpret_cast<const ImagePoint*>(rows.const_data_ptr<double>());
        moves.emplace(buffer.key(), Moves(points, points + kMeshPoints));
    }
    return Expressions(std::move(moves));
}

Result<Done> Expressions::save(const std::string& folder) const {
    ExpressionsModule module;
    for (auto& buffer : module.named_buffers()) {
        const auto found = moves_.find(buffer.key());
        if (found == moves_.end()) continue;
        auto rows = buffer.value().accessor<float, 2>();
        for (int i = 0; i < kMeshPoints; ++i) {
            rows[i][0] = static_cast<float>(found->second[i].x);
            rows[i][1] = static_cast<float>(found->second[i].y);
        }
    }
    return saveComponent(module, {{"_class_name", kExpressionsClass}}, folder);
}

const Expressions::Moves* Expressions::find(std::string_view name) const {
    const auto found = moves_.find(name);
    return found == moves_.end() ? nullptr : &found->second;
}

FaceFrame::FaceFrame(const std::vector<ImagePoint>& mesh) {
    // The person's right eye is the one on the picture's left.
    const ImagePoint left = between(mesh[kRightEyeOuter], mesh[kRightEyeInner]);
    const ImagePoint right = between(mesh[kLeftEyeInner], mesh[kLeftEyeOuter]);
    middle = between(left, right);
    across = {right.x - left.x, right.y - left.y};
    eye_distance = std::hypot(across.x, across.y);
}

}  // namespace engine
