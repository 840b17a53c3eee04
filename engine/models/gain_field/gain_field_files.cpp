#include "engine/models/gain_field/gain_field_files.h"

#include <nlohmann/json.hpp>

#include "engine/models/component_folder.h"
#include "engine/models/gain_field/gain_field_module.h"

namespace engine {
namespace {

constexpr const char* kFieldClass = "GainFieldModel";
constexpr int kWidestField = 4096;

}  // namespace

Result<GainFieldConfig> readGainFieldConfig(const std::string& folder) {
    const Result<ModelConfig> file = readComponentConfig(folder, kFieldClass);
    if (!file) return file.error();
    return parseGainFieldConfig(file.value());
}

Result<GainFieldConfig> parseGainFieldConfig(const ModelConfig& file) {
    const auto widths = file.integers("block_out_channels", 8, kWidestField);
    const auto blocks = file.integer("layers_per_block", 1, 8);
    const auto embedding = file.integer("time_embed_dim", 8, kWidestField);
    const auto fine = file.integer("fine_channels", 8, kWidestField);
    const auto scale = file.number("field_scale", 1e-3, 1e3);
    if (!widths) return widths.error();
    if (!blocks) return blocks.error();
    if (!embedding) return embedding.error();
    if (!fine) return fine.error();
    if (!scale) return scale.error();
    GainFieldConfig config;
    config.widths.assign(widths.value().begin(), widths.value().end());
    for (const int width : config.widths) {
        if (width % 8 != 0) return file.unfit("block_out_channels", "multiples of 8");
    }
    if (config.widths.size() != 3) return file.unfit("block_out_channels", "three widths");
    config.blocks_per_level = static_cast<int>(blocks.value());
    config.embedding = static_cast<int>(embedding.value());
    config.fine_width = static_cast<int>(fine.value());
    config.field_scale = static_cast<float>(scale.value());
    return config;
}

nlohmann::json toJson(const GainFieldConfig& config) {
    return {{"block_out_channels", config.widths},
            {"layers_per_block", config.blocks_per_level},
            {"time_embed_dim", config.embedding},
            {"fine_channels", config.fine_width},
            {"field_scale", config.field_scale}};
}

Result<Done> saveGainField(const GainFieldModuleImpl& module, const std::string& folder) {
    nlohmann::json config = toJson(module.config);
    config["_class_name"] = kFieldClass;
    return saveComponent(module, config, folder);
}

}  // namespace engine
