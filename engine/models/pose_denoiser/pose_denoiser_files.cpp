#include "engine/models/pose_denoiser/pose_denoiser_files.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/files/model_settings.h"
#include "engine/models/component_folder.h"
#include "engine/models/pose_denoiser/pose_denoiser_module.h"

namespace engine {
namespace {

constexpr const char* kPoseDenoiserClass = "PoseDenoiserModel";
constexpr int kWidestDenoiser = 1024;
constexpr std::size_t kDenoiserLevels = 4;

}  // namespace

Result<PoseDenoiserConfig> readPoseDenoiserConfig(const std::string& folder) {
    const Result<ModelConfig> read = readComponentConfig(folder, kPoseDenoiserClass);
    if (!read) return read.error();
    const auto codec = readPatchTransformConfig(read.value());
    if (!codec) return codec.error();
    const auto widths = read.value().integers("block_out_channels", 8, kWidestDenoiser);
    if (!widths) return widths.error();
    PoseDenoiserConfig config;
    config.codec = codec.value();
    config.widths.assign(widths.value().begin(), widths.value().end());
    const bool in_groups =
        std::all_of(config.widths.begin(), config.widths.end(), [](int width) { return width % 8 == 0; });
    if (config.widths.size() != kDenoiserLevels || !in_groups)
        return read.value().unfit("block_out_channels", "four multiples of 8");
    ModelSettings file(read.value());
    config.embedding = file.whole("time_embed_dim", config.embedding, 8, kWidestDenoiser);
    config.texture = file.whole("texture_channels", config.texture, 1, kWidestDenoiser);
    config.alignments = file.whole("alignment_rounds", config.alignments, 0, 16);
    if (file.error()) return *file.error();
    return config;
}

Result<Done> savePoseDenoiser(const PoseDenoiserModuleImpl& module, const std::string& folder) {
    const PoseDenoiserConfig& config = module.config;
    const nlohmann::json settings = {
        {"_class_name", kPoseDenoiserClass},    {"patch", config.codec.patch},
        {"channels", config.codec.channels},    {"block_out_channels", config.widths},
        {"time_embed_dim", config.embedding},   {"texture_channels", config.texture},
        {"alignment_rounds", config.alignments}};
    return saveComponent(module, settings, folder);
}

}  // namespace engine
