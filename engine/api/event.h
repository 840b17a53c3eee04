#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/error.h"
#include "engine/api/reading.h"
#include "engine/api/style.h"

namespace engine {

struct JobId {
    std::uint64_t value = 0;
    auto operator<=>(const JobId&) const = default;
};

/// Pictures made rather than changed: RGB, 8 bit, sRGB.
struct Pictures {
    std::vector<Image> images;
};

/// Where a request would work.
struct FoundMask {
    Rect region;  ///< pixels of the upright document
    Image mask;   ///< grey, white = fully; stretched over `region`
};

/// What a finished job hands over.
using Outcome = std::variant<Change, Reading, Pictures, FoundMask, StyleRegions>;

struct Queued {
    JobId job;
};
struct Started {
    JobId job;
};
/// `step` of `steps` is done; steps 0 means that the number is not known. While `loading`, networks are read
/// from disk and no step has begun.
struct Progress {
    JobId job;
    int step = 0;
    int steps = 0;
    bool loading = false;
};
/// The current guess of the finished change, to be shown in place, or of the first picture that is made.
using Guess = std::variant<Change, Image>;
struct Preview {
    JobId job;
    int step = 0;
    Guess guess;
};
struct Finished {
    JobId job;
    Outcome outcome;
};
struct Failed {
    JobId job;
    Error error;
};

/// Everything the engine ever says. A job says Queued, then (unless it ends before it runs) Started, any
/// number of Progress and Preview, and exactly one of Finished or Failed; a cancelled job fails with
/// ErrorCode::Cancelled.
using Event = std::variant<Queued, Started, Progress, Preview, Finished, Failed>;

}  // namespace engine
