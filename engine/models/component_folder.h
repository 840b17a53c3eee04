#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/api/error.h"
#include "engine/files/model_folder.h"

namespace torch::nn {
class Module;
}

namespace engine {

// A component is a folder in diffusers layout: config.json with "_class_name", and model.safetensors.

/// Errors: ModelMissing, ModelCorrupt (also when the class is another one).
Result<ModelConfig> readComponentConfig(const std::string& folder, const std::string& class_name);

/// Strict, see loadWeights(); leaves the module in evaluation mode.
Result<Done> loadComponentWeights(torch::nn::Module& module, const std::string& folder);

/// Writes both files (weights as fp16) into `folder`, which is made. Errors: FileUnwritable.
Result<Done> saveComponent(const torch::nn::Module& module, const nlohmann::json& config,
                           const std::string& folder);

}  // namespace engine
