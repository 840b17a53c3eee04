#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace engine {

/// How large the starter's base is. Every picture is square.
struct BaseShape {
    int picture_side = 256, patch = 8, channels = 16;  ///< of the autoencoder
    std::vector<int> widths = {64, 96, 192};           ///< of the U-Net, from the finest; all but that attend
    int groups = 32, head_width = 32;
    int text_width = 192, text_layers = 4;
    int text_length = 48;  ///< ids of a text, begin and end included

    int latentSide() const { return picture_side / patch; }
};

// The base's settings as diffusers and transformers write them.

nlohmann::json baseUnetSettings(const BaseShape& shape);
/// `vocabulary`: tokens; the last one ends a text, the one before begins it.
nlohmann::json baseTextSettings(const BaseShape& shape, int vocabulary);
/// The velocity is predicted, and the last timestep is noise alone (Lin et al. 2023, arXiv 2305.08891), so
/// that dark and bright pictures can be had.
nlohmann::json baseSchedulerSettings();
nlohmann::json baseModelIndex();

}  // namespace engine
