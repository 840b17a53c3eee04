#pragma once

#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

#include <cstddef>
#include <string>

#include "engine/api/error.h"

namespace engine {

/// What networks compute with.
struct Compute {
    c10::Device device = c10::kCPU;
    c10::ScalarType type = c10::kFloat;
    bool eight_bits = false;  ///< large layers of users' U-Nets compute with eight bits: fast, not exact

    /// For people: "CPU, f32", "CUDA:0, f16".
    std::string text() const;
};

/// Bytes of main memory that nobody uses, or that the system would give up at once.
std::size_t freeMemory();

/// Gives memory that has been freed back to the system; the C library keeps it otherwise.
void returnFreedMemory();

/// While one lives, large blocks of memory come from the system each for itself and go back when they are
/// freed; the C library would keep them for the next ones. For weights, which leave holes when they are
/// reordered one after the other, and for what takes most of the memory. Each block costs a little time.
class LargeBlocksApart {
public:
    LargeBlocksApart();
    ~LargeBlocksApart();
    LargeBlocksApart(const LargeBlocksApart&) = delete;
    LargeBlocksApart& operator=(const LargeBlocksApart&) = delete;
};

/// `device`: auto | cpu | cuda[:N]; `precision`: auto | f32 | bf16 | f16 | int8 (CPU only: f32 with the large
/// layers of users' U-Nets in eight bits). Automatic choices go by capability:
/// CUDA when there is one; f16 there, bf16 on processors with AMX tiles, else f32 (bf16 through AVX-512 alone
/// was measured slower than f32). The same machine always gets the same answer. Errors: InvalidRequest.
Result<Compute> chooseCompute(const std::string& device, const std::string& precision);

}  // namespace engine
