#include "engine/models/portrait_reader/portrait_reader_files.h"

#include <nlohmann/json.hpp>

#include "engine/api/reading.h"
#include "engine/models/component_folder.h"
#include "engine/models/portrait_reader/portrait_reader_module.h"

namespace engine {
namespace {

constexpr const char* kReaderClass = "PortraitReaderModel";
constexpr int kWidestReader = 4096;
constexpr std::size_t kLevels = 4;

}  // namespace

Result<PortraitReaderConfig> readPortraitReaderConfig(const std::string& folder) {
    const Result<ModelConfig> read = readComponentConfig(folder, kReaderClass);
    if (!read) return read.error();
    const ModelConfig& file = read.value();
    const auto size = file.integer("sample_size", 32, 1024);
    const auto widths = file.integers("block_out_channels", 8, kWidestReader);
    const auto anchors = file.integer("anchor_points", 3, kMeshPoints);
    const auto hidden = file.integer("hidden_size", 8, kWidestReader);
    if (!size) return size.error();
    if (!widths) return widths.error();
    if (!anchors) return anchors.error();
    if (!hidden) return hidden.error();
    PortraitReaderConfig config;
    config.widths.assign(widths.value().begin(), widths.value().end());
    for (const int width : config.widths) {
        if (width % 8 != 0) return file.unfit("block_out_channels", "multiples of 8");
    }
    if (config.widths.size() != kLevels) return file.unfit("block_out_channels", "four widths");
    if (size.value() % 16 != 0) return file.unfit("sample_size", "a multiple of 16");
    config.picture_size = static_cast<int>(size.value());
    config.anchors = static_cast<int>(anchors.value());
    config.hidden = static_cast<int>(hidden.value());
    return config;
}

Result<Done> savePortraitReader(const PortraitReaderModuleImpl& module, const std::string& folder) {
    const nlohmann::json config = {{"_class_name", kReaderClass},
                                   {"sample_size", module.config.picture_size},
                                   {"block_out_channels", module.config.widths},
                                   {"anchor_points", module.config.anchors},
                                   {"hidden_size", module.config.hidden}};
    return saveComponent(module, config, folder);
}

}  // namespace engine
