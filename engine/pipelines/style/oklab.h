#pragma once

#include <ATen/core/Tensor.h>

namespace engine {

/// Colours in Oklab (Ottosson 2020, "A perceptual color space for image processing"): equal steps look
/// equally large, and lightness, hue and chroma can be changed without the others. Each [1, 1, H, W].
struct Oklab {
    at::Tensor lightness;  ///< 0 black … 1 white
    at::Tensor a, b;       ///< green … red and blue … yellow, about -0.4…0.4; 0 grey
};

/// Of a picture [1, 3, H, W], sRGB 0…1.
Oklab toOklab(const at::Tensor& picture);

/// The picture [1, 3, H, W] of colours, sRGB 0…1. A colour that sRGB cannot hold keeps lightness and hue and
/// loses as much chroma as it must.
at::Tensor fromOklab(const Oklab& colours);

}  // namespace engine
