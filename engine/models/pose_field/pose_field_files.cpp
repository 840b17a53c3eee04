#include "engine/models/pose_field/pose_field_files.h"

#include <nlohmann/json.hpp>

#include "engine/models/component_folder.h"

namespace engine {
namespace {

constexpr const char* kPoseFieldClass = "PoseFieldModel";
constexpr int kWidest = 4096;

}  // namespace

Result<PoseFieldModule> loadPoseField(const std::string& folder) {
    const Result<ModelConfig> config = readComponentConfig(folder, kPoseFieldClass);
    if (!config) return config.error();
    const auto width = config.value().integer("hidden_size", 1, kWidest);
    if (!width) return width.error();
    PoseFieldModule module(static_cast<int>(width.value()));
    if (auto loaded = loadComponentWeights(*module, folder); !loaded) return loaded.error();
    return module;
}

Result<Done> savePoseField(const PoseFieldModuleImpl& module, const std::string& folder) {
    return saveComponent(module, {{"_class_name", kPoseFieldClass}, {"hidden_size", module.width}}, folder);
}

}  // namespace engine
