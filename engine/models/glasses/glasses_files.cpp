#include "engine/models/glasses/glasses_files.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/models/component_folder.h"
#include "engine/models/glasses/glasses_module.h"

namespace engine {
namespace {

constexpr const char* kGlassesClass = "GlassesModel";
constexpr int kWidestGlasses = 1024;
constexpr std::size_t kGlassesLevels = 4;

}  // namespace

Result<GlassesConfig> readGlassesConfig(const std::string& folder) {
    const Result<ModelConfig> read = readComponentConfig(folder, kGlassesClass);
    if (!read) return read.error();
    const ModelConfig& file = read.value();
    const auto widths = file.integers("block_out_channels", 8, kWidestGlasses);
    const auto blocks = file.integer("num_blocks", 1, 16);
    if (!widths) return widths.error();
    if (!blocks) return blocks.error();
    GlassesConfig config;
    config.widths.assign(widths.value().begin(), widths.value().end());
    const bool in_groups =
        std::all_of(config.widths.begin(), config.widths.end(), [](int width) { return width % 8 == 0; });
    if (config.widths.size() != kGlassesLevels || !in_groups)
        return file.unfit("block_out_channels", "four multiples of 8");
    config.blocks = static_cast<int>(blocks.value());
    return config;
}

Result<Done> saveGlasses(const GlassesModuleImpl& module, const std::string& folder) {
    const nlohmann::json config = {{"_class_name", kGlassesClass},
                                   {"block_out_channels", module.config.widths},
                                   {"num_blocks", module.config.blocks}};
    return saveComponent(module, config, folder);
}

}  // namespace engine
