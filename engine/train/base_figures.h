#pragma once

#include <string>

#include "engine/api/error.h"

namespace engine {

struct BaseFiguresOptions {
    std::string data;     ///< portrait set; measured on held-out people
    std::string model;    ///< the base's folder
    std::string starter;  ///< that holds portrait_reader/ and structure_style/, which measure the pictures
    std::string sheet;    ///< PNG that receives what was generated, captions beside it as .txt; empty: none
    int steps = 25;
    double guidance = 3;
    std::uint64_t seed = 1;
    int threads = 2;
};

/// What a base is worth, as one JSON object: PSNR of the autoencoder on people never trained on, by skin tone
/// too, and how much steeper its pictures are across the edges of patches; for a portrait of every one of
/// them made from words alone, whether the words show, and how far the pictures lie from real ones in the
/// portrait reader's features.
Result<std::string> baseFigures(const BaseFiguresOptions& options);

}  // namespace engine
