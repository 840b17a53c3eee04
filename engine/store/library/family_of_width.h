#pragma once

#include <cstdint>
#include <string>

#include "engine/models/studio/studio_files.h"

namespace engine {

/// The family whose networks read texts of this width; empty for a width of none.
inline std::string familyOfWidth(std::int64_t width) {
    switch (width) {
        case 768:
            return nameOf(Family::Sd1);
        case 1024:
            return nameOf(Family::Sd2);
        case 2048:
            return nameOf(Family::Sdxl);
        default:
            return {};
    }
}

}  // namespace engine
