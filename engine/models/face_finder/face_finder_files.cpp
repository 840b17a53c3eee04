#include "engine/models/face_finder/face_finder_files.h"

#include <nlohmann/json.hpp>

#include "engine/models/component_folder.h"
#include "engine/models/face_finder/face_finder_module.h"

namespace engine {
namespace {

constexpr const char* kFinderClass = "FaceFinderModel";
constexpr int kWidestFinder = 1024;
constexpr std::size_t kLevels = 2;

}  // namespace

Result<FaceFinderConfig> readFaceFinderConfig(const std::string& folder) {
    const Result<ModelConfig> read = readComponentConfig(folder, kFinderClass);
    if (!read) return read.error();
    const ModelConfig& file = read.value();
    const auto widths = file.integers("block_out_channels", 1, kWidestFinder);
    const auto blocks = file.integer("num_blocks", 1, 16);
    if (!widths) return widths.error();
    if (!blocks) return blocks.error();
    FaceFinderConfig config;
    config.widths.assign(widths.value().begin(), widths.value().end());
    if (config.widths.size() != kLevels) return file.unfit("block_out_channels", "two widths");
    config.blocks = static_cast<int>(blocks.value());
    return config;
}

Result<Done> saveFaceFinder(const FaceFinderModuleImpl& module, const std::string& folder) {
    const nlohmann::json config = {{"_class_name", kFinderClass},
                                   {"block_out_channels", module.config.widths},
                                   {"num_blocks", module.config.blocks}};
    return saveComponent(module, config, folder);
}

}  // namespace engine
