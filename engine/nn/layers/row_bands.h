#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

#include "engine/nn/layers/layers.h"

namespace engine {

// Where a picture's layers are too large to be held side by side, they are computed a band of rows at a time.
// The result is that of the whole: convolutions see one more row on either side, norms the whole's moments.

/// Rows of a picture [B, C, height, W] that need not exist as a whole.
struct Rows {
    std::int64_t height = 0;
    std::function<at::Tensor(std::int64_t top, std::int64_t bottom)> at;
    at::Tensor whole = {};  ///< undefined where it does not
};
/// Those of one that does.
Rows rowsOf(const at::Tensor& picture);

/// Where a band lies, with the rows around it that a 3×3 convolution needs.
struct Band {
    std::int64_t top, bottom, first, last;
    /// Drops the rows around.
    at::Tensor trimmed(const at::Tensor& with_rows_around) const;
};
void overBands(std::int64_t height, const std::function<void(const Band& band)>& work);

/// Writes a band into `picture`, which is made when the first one comes.
void put(at::Tensor& picture, std::int64_t height, const Band& band, const at::Tensor& rows);

at::Tensor collected(const Rows& rows);

GroupNorm::Moments momentsOf(const GroupNorm& norm, const Rows& rows);

/// A 3×3 convolution of what `norm` and SiLU make of a picture. `sink` gets each band of the picture and of
/// the result.
using BandSink = std::function<void(const Band& band, const at::Tensor& rows, const at::Tensor& convolved)>;
void convolveInBands(const Rows& rows, const GroupNorm& norm, const Conv2d& convolution,
                     const BandSink& sink);

/// convolution(the picture at twice its size), rows made when they are asked for. References must outlive it.
Rows doubledAndConvolved(const at::Tensor& picture, const Conv2d& convolution);

}  // namespace engine
