#include "engine/photo/high_pass.h"

#include <array>
#include <cstddef>

namespace engine {
namespace {

// exp(-k²/4.5), normalised over k = -3…3.
constexpr std::array<float, 4> kWeight{0.27068215f, 0.21674532f, 0.11128076f, 0.03663285f};

}  // namespace

void splitBands(const float* in, int width, int height, int channels, float* low, float* high,
                float* scratch) {
    const int row_values = (width + 2 * kHighPassReach) * channels;
    const int count = width * channels;
    for (int y = 0; y < height; ++y) {
        const float* centre = in + static_cast<std::size_t>(y + kHighPassReach) * row_values;
        for (int i = 0; i < row_values; ++i) {
            scratch[i] = kWeight[0] * centre[i] +
                         kWeight[1] * (centre[i - row_values] + centre[i + row_values]) +
                         kWeight[2] * (centre[i - 2 * row_values] + centre[i + 2 * row_values]) +
                         kWeight[3] * (centre[i - 3 * row_values] + centre[i + 3 * row_values]);
        }
        float* low_row = low + static_cast<std::size_t>(y) * count;
        float* high_row = high + static_cast<std::size_t>(y) * count;
        const float* s = scratch + kHighPassReach * channels;
        const float* x = centre + kHighPassReach * channels;
        for (int i = 0; i < count; ++i) {
            const float mean = kWeight[0] * s[i] + kWeight[1] * (s[i - channels] + s[i + channels]) +
                               kWeight[2] * (s[i - 2 * channels] + s[i + 2 * channels]) +
                               kWeight[3] * (s[i - 3 * channels] + s[i + 3 * channels]);
            low_row[i] = mean;
            high_row[i] = x[i] - mean;
        }
    }
}

}  // namespace engine
