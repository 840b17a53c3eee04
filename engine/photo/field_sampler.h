#pragma once

#include <array>
#include <vector>

#include "engine/api/change.h"

namespace engine {

/// Reads a gain field, stretched over its region by cubic interpolation (Catmull-Rom, pixel centres aligned
/// as in image resizing, border clamped), row by row for a band of columns of one pyramid level. Every value
/// is a function of its place alone, so tiles and strips agree to the bit.
class FieldSampler {
public:
    /// Columns [begin, end) of `level`; `channels` 3, or 1 for grey photos (mean of the three log gains).
    FieldSampler(const GainField& field, Rect region, int level, int begin, int end, int channels);

    /// Log gains of row `y` of the level, (end - begin) × channels, |g| ≤ 6.
    void row(int y, float* log_gain);

private:
    const float* stretched(int field_row);

    const GainField& field_;
    Rect region_;
    int level_;
    int channels_;
    int columns_;
    std::vector<int> index_;     ///< columns × 4, clamped field columns
    std::vector<float> weight_;  ///< columns × 4
    /// The last four field rows, already stretched sideways: each serves many rows of the photo.
    std::array<std::vector<float>, 4> rows_;
    std::array<int, 4> row_of_{-1, -1, -1, -1};
    std::vector<float> clean_row_;
};

/// True when the field holds as many values as it says and has an area.
bool isComplete(const GainField& field);

}  // namespace engine
