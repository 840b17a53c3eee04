#pragma once

#include <string>

#include "engine/api/error.h"

namespace engine {

struct ReaderFiguresOptions {
    std::string data;    ///< portrait set; only held-out people are looked at
    std::string folder;  ///< that holds portrait_reader/, face_finder/ and structure_style/
    int threads = 2;
};

/// What the portrait reader is worth on people it never saw, as one JSON object: parts, alpha, mesh, head,
/// joints, all of it per skin-tone group too; found faces by size; false faces on pictures without one.
Result<std::string> readerFigures(const ReaderFiguresOptions& options);

}  // namespace engine
