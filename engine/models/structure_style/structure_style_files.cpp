#include "engine/models/structure_style/structure_style_files.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/models/component_folder.h"
#include "engine/models/structure_style/structure_style_module.h"

namespace engine {
namespace {

constexpr const char* kStructureStyleClass = "StructureStyleModel";

}  // namespace

Result<StructureStyleConfig> readStructureStyleConfig(const std::string& folder) {
    const Result<ModelConfig> read = readComponentConfig(folder, kStructureStyleClass);
    if (!read) return read.error();
    const ModelConfig& file = read.value();
    const auto size = file.integer("sample_size", 64, 1024);
    const auto trunk = file.integers("trunk_channels", 8, 4096);
    const auto widths = file.integers("block_out_channels", 8, 4096);
    const auto slices = file.integer("slices_per_region", 1, 64);
    const auto style = file.integer("style_dim", 1, 1024);
    if (!size) return size.error();
    if (!trunk) return trunk.error();
    if (!widths) return widths.error();
    if (!slices) return slices.error();
    if (!style) return style.error();
    StructureStyleConfig config;
    config.trunk.assign(trunk.value().begin(), trunk.value().end());
    config.widths.assign(widths.value().begin(), widths.value().end());
    const auto fits = [](const std::vector<int>& all, std::size_t count) {
        return all.size() == count && std::all_of(all.begin(), all.end(), [](int n) { return n % 8 == 0; });
    };
    if (!fits(config.trunk, 4)) return file.unfit("trunk_channels", "four multiples of 8");
    if (!fits(config.widths, 3)) return file.unfit("block_out_channels", "three multiples of 8");
    if (size.value() % 32 != 0) return file.unfit("sample_size", "a multiple of 32");
    config.picture_size = static_cast<int>(size.value());
    config.slices = static_cast<int>(slices.value());
    config.style = static_cast<int>(style.value());
    return config;
}

Result<Done> saveStructureStyle(const StructureStyleModuleImpl& module, const std::string& folder) {
    const StructureStyleConfig& c = module.config;
    const nlohmann::json config = {{"_class_name", kStructureStyleClass}, {"sample_size", c.picture_size},
                                   {"trunk_channels", c.trunk},           {"block_out_channels", c.widths},
                                   {"slices_per_region", c.slices},       {"style_dim", c.style}};
    return saveComponent(module, config, folder);
}

}  // namespace engine
