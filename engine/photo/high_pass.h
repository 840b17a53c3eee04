#pragma once

namespace engine {

/// A Gaussian of sigma 1.5 pixels cut at 3: what is above it counts as grain and finest detail.
inline constexpr int kHighPassReach = 3;

/// Splits a block of interleaved floats into its low and high part. `in` has (width + 6) × (height + 6)
/// pixels, the rows and columns of the reach included; `low` and `high` get width × height. `scratch` holds
/// (width + 6) × channels floats.
void splitBands(const float* in, int width, int height, int channels, float* low, float* high,
                float* scratch);

}  // namespace engine
