#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "engine/models/studio/studio_model.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/support/golden.h"

namespace engine::testing {

template <typename T>
T valueOf(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(result).value();
}

/// A tiny checkpoint that says it was trained at 64 × 64, so that a run takes no time, in `folder`. `name`:
/// "sd15_tiny", "sd15_tiny_inpaint" or "sd15_tiny_instruct".
inline StudioModel openTinyStudio(const TemporaryFolder& folder, const std::string& name) {
    const std::string path = folder.file(name);
    // The inpainting fixture holds a U-Net alone; the rest is the other's.
    constexpr auto kWhole =
        std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing;
    const bool instructed = name == "sd15_tiny_instruct";
    for (const std::string& part : {std::string("sd15_tiny"), instructed ? "sd15_tiny" : name})
        std::filesystem::copy(test::goldenPath(part), path, kWhole);
    if (instructed) test::writeInstructedUnet(path + "/unet");
    const std::string settings = path + "/unet/config.json";
    nlohmann::json config = nlohmann::json::parse(std::ifstream(settings));
    config["sample_size"] = 8;
    std::ofstream(settings) << config;
    return StudioModel(valueOf(openStudio(path, "")), {}, Residence::Ready);
}

}  // namespace engine::testing
