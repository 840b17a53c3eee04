#pragma once

#include <cstdint>
#include <string>

#include "engine/api/error.h"

namespace cli {

/// A component folder as `models list` shows it.
struct Component {
    std::string class_name;
    std::uintmax_t bytes = 0;  ///< of its weights file
};

/// What a component folder says of itself, without looking at the weights. Errors: ModelMissing,
/// ModelCorrupt.
engine::Result<Component> describeComponent(const std::string& folder);

/// Loads the folder's network. Errors: ModelMissing; ModelCorrupt, naming every missing and unexpected
/// tensor, or that the class is none of this program's.
engine::Result<Component> checkComponent(const std::string& folder);

/// "12 tensors (10 F16, 2 F32)" of a safetensors file. Errors: ModelMissing, ModelCorrupt; pickles are turned
/// away, whatever their suffix says.
engine::Result<std::string> checkWeightsFile(const std::string& path);

}  // namespace cli
