#pragma once

#include <torch/torch.h>

#include <string>

namespace engine {

/// Registers `start` as the parameter at a path of names with dots between, in modules that are made where
/// they are missing. The parameter.
torch::Tensor addParameter(torch::nn::Module& root, const std::string& path, const torch::Tensor& start);

}  // namespace engine
