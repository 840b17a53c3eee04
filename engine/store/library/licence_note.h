#pragma once

#include <string>

#include "engine/files/safetensors.h"

namespace engine {

/// What a model says of its licence, in one short line of printable text; empty when it says nothing.

/// From a weights file's metadata: "license", "modelspec.license", …
std::string licenceIn(const TensorMetadata& metadata);

/// From a folder's README.md ("license: …" between its first two lines of dashes), else the first line of its
/// LICENSE file.
std::string licenceOf(const std::string& folder);

}  // namespace engine
