#pragma once

#include <array>
#include <vector>

#include "engine/api/geometry.h"
#include "engine/api/image.h"

namespace engine {

/// Reads a change's mask as 0…1, row by row for a band of columns of one pyramid level: 1:1 when the mask has
/// the document's size (averaged at coarser levels), else stretched over `region` (bilinear). Like
/// FieldSampler a function of the place alone; exactly 0 where every mask pixel that counts is 0.
class MaskSampler {
public:
    /// A null mask is white everywhere.
    MaskSampler(const Image& mask, Size document, Rect region, int level, int begin, int end);

    /// Columns [begin, end) of row `y`; false when all are 0.
    bool row(int y, float* alpha);

private:
    void averagedRow(int y, float* alpha) const;
    const float* stretched(int mask_row);

    const Image& mask_;
    Rect region_;
    int level_;
    int begin_;
    int end_;
    bool of_document_size_;
    std::vector<int> index_;    ///< columns × 2, clamped mask columns (stretched masks)
    std::vector<float> blend_;  ///< columns, weight of the second
    std::array<std::vector<float>, 2> rows_;
    std::array<int, 2> row_of_{-1, -1};
};

}  // namespace engine
