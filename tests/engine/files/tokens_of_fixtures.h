#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/files/clip_tokenizer.h"

namespace engine {

inline const std::string kGolden = PENUMBRA_SOURCE_DIR "/tests/fixtures/golden/";
inline const std::string kMerges = PENUMBRA_SOURCE_DIR "/resources/models/clip_tokenizer/merges.txt";

inline nlohmann::json goldenJson(const std::string& name) {
    std::ifstream in(kGolden + name);
    return nlohmann::json::parse(in);
}

/// CLIP's own 49 408 tokens.
inline const ClipTokenizer& fullTokenizer() {
    static const ClipTokenizer tokenizer = ClipTokenizer::fromMerges(kMerges).value();
    return tokenizer;
}

/// The 600 tokens of the tiny models.
inline const ClipTokenizer& tinyTokenizer() {
    static const ClipTokenizer tokenizer = ClipTokenizer::open(kGolden + "sd15_tiny/tokenizer").value();
    return tokenizer;
}

}  // namespace engine
