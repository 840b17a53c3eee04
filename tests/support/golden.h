#pragma once

#include <ATen/core/Tensor.h>

#include <nlohmann/json.hpp>
#include <string>

#include "engine/files/safetensors.h"

namespace test {

/// Where a file of tests/fixtures/golden lies: goldenPath("schedulers/schedulers.json").
std::string goldenPath(const std::string& name);

/// Opens such a file; throws std::runtime_error with the reason when it cannot.
engine::SafetensorsFile goldenFile(const std::string& name);

/// Reads such a JSON file. Python's -Infinity, for which JSON has no word, becomes the lowest double.
nlohmann::json goldenJson(const std::string& name);

/// A copy of a tensor: numbers of any floating precision as float32, whole ones as they are. Throws
/// std::out_of_range when there is none of that name.
at::Tensor goldenTensor(const engine::SafetensorsFile& file, const std::string& name);

/// The largest absolute difference, beyond what `relative` times the expected value allows; infinite where
/// shapes differ or a number is not finite.
double largestDifference(const at::Tensor& found, const at::Tensor& expected, double relative = 0);

/// Writes the U-Net of sd15_tiny with the input of InstructPix2Pix, as a component: what its first layer
/// makes of the picture's latent is half of what it makes of the noisy one, channels in reverse.
void writeInstructedUnet(const std::string& folder);

}  // namespace test
