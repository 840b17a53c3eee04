#pragma once

#include <string>

#include "engine/api/error.h"

namespace engine {

/// How well a PoseDenoiser repairs, on held-out people.
struct RepairFiguresOptions {
    std::string data;        ///< portrait set
    std::string component;   ///< of the PoseDenoiser
    std::string pose_field;  ///< its folder
    std::string sheet;       ///< picture file of what was measured; empty: none
    int scenes = 1;          ///< of each person
    int steps = 8;
    int threads = 2;
};

/// As JSON: the error over what the photo does not tell, as it is and with one part of the method left out
/// at a time. Errors: those of the set and of the component, FileUnwritable.
Result<std::string> repairFigures(const RepairFiguresOptions& options);

}  // namespace engine
