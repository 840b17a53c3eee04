#pragma once

#include <ATen/core/Tensor.h>

namespace engine {

/// How maps follow from a picture's colours around each place: map = Σ slope·colour + offset.
struct GuidedCoefficients {
    at::Tensor slopes;  ///< [1, C, 3, H, W]
    at::Tensor offset;  ///< [1, C, H, W]
};

/// Within every window of 2·radius + 1 pixels a map becomes the linear function of the picture's colours that
/// fits it best; at each place the mean of the windows that hold it (He, Sun & Tang 2010, "Guided Image
/// Filtering", equations 14, 19 and 20, colour guidance). maps [1, C, H, W]; picture [1, 3, H, W], 0…1;
/// `smoothness`: variance of colour below which a window counts as plain. They may be laid over a larger
/// picture of the same (He & Sun 2015, "Fast Guided Filter", arXiv 1505.00996).
GuidedCoefficients guidedCoefficients(const at::Tensor& maps, const at::Tensor& picture, int radius,
                                      double smoothness);

/// Lays the edges of maps along those of the picture; shapes and meaning as above. Returns [1, C, H, W].
at::Tensor guidedFilter(const at::Tensor& maps, const at::Tensor& picture, int radius, double smoothness);

}  // namespace engine
