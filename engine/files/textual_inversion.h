#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/error.h"

namespace engine {

/// Rows for a text encoder's table of embeddings.
struct EmbeddingRows {
    std::int64_t count = 0;     ///< 1…75
    std::int64_t width = 0;     ///< 1…8192: the encoder's hidden size
    std::vector<float> values;  ///< count × width, row by row, all finite
};

/// A textual inversion: vectors that a placeholder in the prompt stands for.
struct TextualInversion {
    std::string placeholder;              ///< from the file, or the file's name where it does not say
    EmbeddingRows rows;                   ///< for the only or the first text encoder
    std::optional<EmbeddingRows> second;  ///< for SDXL's second one; as many as `rows`
};

/// Reads a safetensors file with one tensor named after its placeholder (diffusers), "emb_params" (web UI),
/// or "clip_l" and "clip_g" (SDXL); [count, width] or [width], stored as floating point. Errors:
/// ModelMissing, FileUnreadable, ModelCorrupt (also for a pickle, which is not opened because it can run any
/// program).
Result<TextualInversion> readTextualInversion(const std::string& path);

}  // namespace engine
