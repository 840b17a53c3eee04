#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/api/model_library.h"

namespace cli {

/// A model in one line for people: "name: SDXL checkpoint, F16, 6.9 GB, takes 10.9 GB of memory".
std::string lineOf(const engine::ModelDescription& model);

/// Further lines for people: what is missing, of another shape or unexpected, licence and hash.
std::string detailsOf(const engine::ModelDescription& model);

/// All of it as one object.
nlohmann::json objectOf(const engine::ModelDescription& model);

}  // namespace cli
