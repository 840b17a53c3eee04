#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

namespace engine {

/// How a picture is cut for a network that changes its size: in units of the smaller of the two sizes.
struct Tiling {
    std::int64_t tile, overlap;
    std::int64_t in_scale, out_scale;  ///< pixels of input and of output for each unit
};

/// Applies `network` to overlapping tiles of `picture` [B, C, H, W] and joins what it returns, each tile
/// faded in over the overlap with those before it. One tile where the picture is no larger than that.
at::Tensor overTiles(const at::Tensor& picture, const Tiling& tiling,
                     const std::function<at::Tensor(const at::Tensor& tile)>& network);

}  // namespace engine
