#pragma once

#include <string>

#include "engine/api/error.h"

namespace engine {

struct ReaderFiguresOptions {
    std::string data;    ///< portrait set; only held-out people are looked at
    std::string folder;  ///< that holds portrait_reader/, face_finder/ and structure_style/
    std::string marks;   ///< shoulder_marks.json, if shoulders are to be held against it too
    int threads = 2;
};

/// shoulder_marks.json: held-out people's shoulder joints as a person saw them, without label or reader: x, y
/// in shares of the picture, and 1 where the joint lies in it to be seen; 0: at or beyond its border,
/// estimated. What the portrait reader is worth on people it never saw, as one JSON object: parts, alpha,
/// mesh, head, joints, all of it per skin-tone group too; found faces by size; false faces on pictures
/// without one.
Result<std::string> readerFigures(const ReaderFiguresOptions& options);

}  // namespace engine
