#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace test {

/// A row of a golden key map: a tensor of an original checkpoint, and what it becomes.
struct KeyMapRow {
    std::string original, component, name, operation;
    std::vector<std::int64_t> original_shape, shape;
};

/// "sd15", "sd15_inpaint", "sdxl_base" or "controlnet_sd15".
std::vector<KeyMapRow> keyMap(const std::string& name);

/// Writes a safetensors file of half-precision zeros that takes hardly any room on the disk, whatever its
/// size: a hole behind its header.
class HollowFile {
public:
    using Shapes = std::map<std::string, std::vector<std::int64_t>>;
    HollowFile(const std::string& path, const Shapes& tensors);

    /// Where a tensor's numbers begin in the file.
    std::uint64_t placeOf(const std::string& name) const { return places_.at(name); }

private:
    std::map<std::string, std::uint64_t> places_;
};

/// The original tensors of a key map.
HollowFile::Shapes originalsOf(const std::vector<KeyMapRow>& rows);

std::int64_t countOf(const std::vector<std::int64_t>& sides);

}  // namespace test
