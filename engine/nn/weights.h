#pragma once

#include <string>

#include "engine/api/error.h"

namespace torch::nn {
class Module;
}

namespace engine {

/// Copies a safetensors file's numbers into a module's parameters and buffers of the same names, converted to
/// the module's own precision. Strict: every missing, unexpected or differently shaped name is listed in the
/// one sentence of the error. Errors: those of SafetensorsFile::open, ModelCorrupt.
Result<Done> loadWeights(torch::nn::Module& module, const std::string& path);

/// Writes parameters and buffers as fp16, complete or not at all. Errors: FileUnwritable.
Result<Done> saveWeights(const torch::nn::Module& module, const std::string& path);

}  // namespace engine
