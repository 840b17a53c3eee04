#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "engine/files/checkpoint.h"

namespace engine {

/// What the tensors of some files add up to.
class WeightFigures {
public:
    void add(const Checkpoint& weights);

    std::uint64_t storedBytes() const { return stored_bytes_; }
    /// As single-precision numbers, which is what the engine computes with where it converts.
    std::uint64_t convertedBytes() const { return 4 * numbers_; }
    /// "F16", "F16 + F32": of numbers with a fraction; of whole ones where there are no others.
    std::string precision() const;

private:
    std::uint64_t stored_bytes_ = 0, numbers_ = 0;
    std::set<std::string> fractions_, whole_;
};

}  // namespace engine
