#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <span>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/photo.h"

namespace engine {

/// Masks that follow the photo's own edges, hair strand by hair strand, from what a network knows of a
/// region: `maps` [1, C, h, w], the chance (0…1) that a place belongs to each of C parts, and the `picture`
/// [1, 3, h, w] (sRGB 0…1) that it saw of `region`. One U8 mask for each map, stretched over `region`, its
/// longer side as many pixels as the photo has there but at most `most_side`; surely inside is 255, surely
/// outside 0. Fast guided filter (He & Sun 2015, arXiv 1505.00996): what a map owes to the picture's colours
/// is applied to those of the photo with `layers` over it. The photo is read in strips; `checkpoint` is
/// called between them. `region` lies inside the photo.
std::vector<Image> fineMattes(const at::Tensor& maps, const at::Tensor& picture, const Photo& photo,
                              std::span<const Layer> layers, Rect region, int most_side,
                              const std::function<void()>& checkpoint);

}  // namespace engine
