#pragma once

#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <stop_token>
#include <string>

#include "engine/api/error.h"
#include "engine/nn/compute.h"

namespace engine {

/// How studioFigures() measures.
struct StudioBench {
    std::string model;        ///< a diffusers folder or a single file
    std::string clip_merges;  ///< for single files
    Compute compute;
    int threads = 0;                      ///< 0: one for each core
    std::size_t memory_budget = 0;        ///< see StudioStore
    std::function<double()> peak_memory;  ///< of this process so far, in MiB
    std::stop_token stop;
};

/// What a user's checkpoint costs here, as JSON: seconds for a U-Net step with guidance (batch of two) at
/// 256², 384² and 512², encoding a text, encoding and decoding 512² (with the tiny decoder too where
/// there is one), loading, a second request's way to its first step, and peak memory.
/// Errors: those of opening and loading; Cancelled.
Result<nlohmann::json> studioFigures(const StudioBench& bench);

}  // namespace engine
