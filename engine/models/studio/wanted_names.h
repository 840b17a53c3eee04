#pragma once

#include <set>
#include <string>

#include "engine/files/model_folder.h"
#include "engine/nn/layers/weight_reader.h"

namespace engine {

/// The names of all tensors that the network of these settings wants. Errors: ModelCorrupt for settings that
/// describe no network of ours.
Result<std::set<std::string>> wantedNames(const ModelConfig& settings);

/// Compares a component's tensors with what its settings describe, by names and shapes alone.
Result<WeightReader::Report> compare(const ModelConfig& settings, const Checkpoint& weights);

}  // namespace engine
