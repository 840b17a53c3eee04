#pragma once

#include <vector>

#include "engine/api/change.h"
#include "engine/photo/field_sampler.h"
#include "engine/photo/mask_sampler.h"

namespace engine {

/// True when the layer moves pixels: it is not fully transparent and its warp is complete.
bool warps(const Layer& layer);

/// How far one layer that warps() moves a band of columns of one pyramid level: opacity · mask · w, a
/// function of the place alone. Exactly 0 outside its region and where its mask is 0.
class WarpRows {
public:
    /// `document` is level 0's size; `layer` must outlive it.
    WarpRows(const Layer& layer, Size document, int level, int begin, int end);

    /// Offsets of row `y` of the level, (end - begin) × 2 (x, y), in that level's pixels; false when all are
    /// 0.
    bool row(int y, float* offset);

private:
    Rect covered_;  ///< pixels of the level
    int begin_;
    int end_;
    int first_;  ///< columns that are both asked for and covered
    int last_;
    float across_;  ///< pixels of the level that an offset of 1 means, opacity included
    float down_;
    FieldSampler field_;
    MaskSampler mask_;
    std::vector<float> alpha_;
};

}  // namespace engine
