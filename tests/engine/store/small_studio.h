#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "engine/files/safetensors.h"

// Small models for tests: copies of the golden ones that can be damaged, and files of zeros.

namespace test {

inline std::filesystem::path goldenModel(const std::string& name) {
    return std::filesystem::path(PENUMBRA_SOURCE_DIR) / "tests/fixtures/golden" / name;
}

/// A complete SD 1.x folder at `to` that may be written to.
inline void copyStudioModel(const std::filesystem::path& to, const std::string& name = "sd15_tiny") {
    std::filesystem::copy(goldenModel(name), to, std::filesystem::copy_options::recursive);
    std::filesystem::remove(to / "io.safetensors");
    std::filesystem::remove(to / "io.json");
}

/// Changes settings of a config.json.
inline void setKeys(const std::filesystem::path& config, const nlohmann::json& changes) {
    nlohmann::json settings = nlohmann::json::parse(std::ifstream(config));
    settings.update(changes);
    std::ofstream(config) << settings;
}

/// Single-precision zeros.
inline void writeZeros(const std::string& path,
                       const std::map<std::string, std::vector<std::int64_t>>& shapes,
                       const engine::TensorMetadata& metadata = {}) {
    static const std::vector<std::byte> kZeros(1 << 22);
    std::vector<engine::TensorView> tensors;
    for (const auto& [name, shape] : shapes) {
        std::size_t bytes = sizeof(float);
        for (const std::int64_t side : shape) bytes *= static_cast<std::size_t>(side);
        tensors.push_back({name, engine::DType::F32, shape, std::span(kZeros).first(bytes)});
    }
    const auto written = engine::writeSafetensors(path, tensors, metadata);
    if (!written) throw std::runtime_error(written.error().message);
}

}  // namespace test
