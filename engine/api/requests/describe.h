#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/photo.h"
#include "engine/api/requests/generate.h"

namespace engine {

/// Change a photo by words (after iEdit, Bodur et al. 2023, arXiv 2305.05947). One request makes one result;
/// variants are requests that differ in their seed.
struct DescribeRequest {
    static constexpr int kStarterSteps = 8, kStudioSteps = 25;
    static constexpr float kStarterStrength = 1.0f, kStudioStrength = 0.75f;
    static constexpr float kStarterGuidance = 1.0f, kStudioGuidance = 7.5f;

    Photo photo;
    std::vector<Layer> layers;  ///< what lies over the photo already, bottom to top; seen, not changed
    Image mask;  ///< grey, the photo's size; white = edit, grey = less strongly (differential diffusion);
                 ///< null: the place that the prompt speaks of, see DescribeMaskRequest
    std::string prompt;                  ///< UTF-8
    std::string negative;                ///< what to keep away from; checkpoints only, empty: nothing
    std::string model;                   ///< a checkpoint that the user owns; empty: the starter model
    std::vector<LoraChoice> loras;       ///< checkpoints only
    float strength = kStarterStrength;   ///< 0…1: how far from the photo
    double guidance = kStarterGuidance;  ///< 0…100: how strongly the prompt counts
    std::string scheduler;               ///< checkpoints only; empty: the model's own
    int steps = kStarterSteps;           ///< 1…100
    std::uint64_t seed = 0;
};

/// Find the place that a prompt speaks of, to be shown and painted on before anything is changed: the part it
/// names, else where predictions with and without the prompt differ (Couairon et al. 2022, arXiv 2210.11427).
struct DescribeMaskRequest {
    Photo photo;
    std::vector<Layer> layers;
    std::string prompt;
    std::string model;  ///< as in DescribeRequest
    std::vector<LoraChoice> loras;
    std::uint64_t seed = 0;
};

}  // namespace engine
