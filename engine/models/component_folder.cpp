#include "engine/models/component_folder.h"

#include <torch/torch.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>

#include "engine/files/write_file.h"
#include "engine/nn/weights.h"

namespace engine {
namespace {

constexpr const char* kConfigFile = "/config.json";
constexpr const char* kWeightsFile = "/model.safetensors";

}  // namespace

Result<ModelConfig> readComponentConfig(const std::string& folder, const std::string& class_name) {
    Result<ModelConfig> config = readModelConfig(folder + kConfigFile);
    if (config && config.value().className() != class_name)
        return config.value().unfit("_class_name", class_name);
    return config;
}

Result<Done> loadComponentWeights(torch::nn::Module& module, const std::string& folder) {
    module.eval();
    return loadWeights(module, folder + kWeightsFile);
}

Result<Done> saveComponent(const torch::nn::Module& module, const nlohmann::json& config,
                           const std::string& folder) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);  // a failure shows when the files are written
    const std::string text = config.dump(2) + "\n";
    const auto bytes = std::as_bytes(std::span(text));
    if (auto written = writeFile(folder + kConfigFile, std::span(&bytes, 1)); !written) return written;
    return saveWeights(module, folder + kWeightsFile);
}

}  // namespace engine
