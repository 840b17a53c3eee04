#pragma once

#include <cstdint>
#include <vector>

#include "engine/photo/patched_file.h"

namespace engine {

/// Takes the ICC profile out of a file and hides it from OpenImageIO, whose decoder (2.4.7) reads beyond the
/// end of damaged profiles. Returns its bytes, empty when there is none or it cannot be read.
std::vector<std::uint8_t> hideJpegProfile(PatchedFile& file);
std::vector<std::uint8_t> hidePngProfile(PatchedFile& file);
std::vector<std::uint8_t> hideTiffProfile(PatchedFile& file);

}  // namespace engine
