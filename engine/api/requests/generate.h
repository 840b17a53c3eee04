#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/photo.h"

namespace engine {

/// A file of low-rank additions to a model, and how strongly they count; 1 as they were trained.
struct LoraChoice {
    std::string path;
    double scale = 1;
    bool operator==(const LoraChoice&) const = default;
};

/// A ControlNet and the picture it watches.
struct ControlChoice {
    std::string model;  ///< component folder or single file
    Photo picture;      ///< scaled to the size of what is made
    double scale = 1;
    double begin = 0, end = 1;  ///< shares of the run within which it counts
};

/// Make pictures with a checkpoint that the user owns, exactly as diffusers' pipelines do: from a prompt
/// alone, from a picture, or inside a mask. No region, no detail transfer, no composite.
struct GenerateRequest {
    std::string model;  ///< a diffusers folder or a single-file checkpoint
    std::vector<LoraChoice> loras;
    std::vector<std::string> embeddings;  ///< textual inversions, by file
    std::vector<ControlChoice> controls;
    std::string prompt;
    std::optional<std::string> negative;  ///< absent is not the same as "" for every family
    Size size;              ///< multiples of 8; empty: the picture's, else what the model was trained at
    int count = 1;          ///< 1…64 pictures
    int steps = 50;         ///< 1…1000
    double guidance = 7.5;  ///< 0…100; up to 1 there is none
    double picture_guidance = 1.5;  ///< 0…100: how strongly InstructPix2Pix models keep to the picture
    std::string scheduler;          ///< a name as in schedulerNames(); empty: the model's own
    std::uint64_t seed = 0;
    Photo picture;          ///< to start from; null: noise
    Image mask;             ///< grey, the picture's size, white = make anew; null: everywhere
    double strength = 0.8;  ///< 0…1: how far from the picture; a picture with a mask is left fully at 1
};

}  // namespace engine
