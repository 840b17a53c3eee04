#pragma once

#include <array>
#include <vector>

#include "engine/api/change.h"

namespace engine {

/// A small picture of numbers that is to be stretched over a region.
struct Field {
    Size size;
    const float* values;  ///< size.height × size.width × channels, interleaved; must outlive its sampler
    int channels;
    float limit;  ///< values are held within ±limit; what is no number counts as 0
};
Field fieldOf(const GainField& gains);
Field fieldOf(const WarpField& warp);
Field fieldOf(const PaintField& paint);

/// True when the field holds as many values as it says and has an area.
bool isComplete(const GainField& field);
bool isComplete(const WarpField& field);
bool isComplete(const PaintField& field);

/// The pixels of a level whose centres lie in `region` of the document. The last pixel of a level may stand
/// half outside the document; it belongs to whatever reaches the document's edge.
Rect coveredPixels(Rect region, Size document, int level);

/// Reads a field, stretched over its region by cubic interpolation (Catmull-Rom, pixel centres aligned as in
/// image resizing, border clamped), row by row for a band of columns of one pyramid level. Every value is a
/// function of its place alone, so tiles and strips agree to the bit.
class FieldSampler {
public:
    /// Columns [begin, end) of `level`; `channels` as the field's, or 1 for their mean (gains of grey
    /// photos).
    FieldSampler(const Field& field, Rect region, int level, int begin, int end, int channels);

    /// Values of row `y` of the level, (end - begin) × channels, within ±limit.
    void row(int y, float* values);

private:
    const float* stretched(int field_row);

    Field field_;
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

}  // namespace engine
