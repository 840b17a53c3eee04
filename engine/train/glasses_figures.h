#pragma once

#include <string>

#include "engine/api/error.h"

namespace engine {

/// What the figures of the glasses remover are taken with.
struct GlassesFiguresOptions {
    std::string data;       ///< portrait set
    std::string component;  ///< folder of the trained network
    std::string wearers;  ///< file of ids, one a line: who of the held-out people wears glasses; may be empty
    std::string sheet;    ///< picture to be written, the wearers before and after; may be empty
    int threads = 2;
};

/// How well glasses are found and taken off, on held-out people, as JSON: glasses drawn over bare faces, bare
/// faces as they are, and people who truly wear some, equally over skin tones. Without a list of wearers
/// those count as bare on whom the network finds none, and nothing is said about finding.
Result<std::string> glassesFigures(const GlassesFiguresOptions& options);

}  // namespace engine
