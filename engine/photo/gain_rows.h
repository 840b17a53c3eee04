#pragma once

#include <span>
#include <vector>

#include "engine/api/change.h"
#include "engine/photo/field_sampler.h"
#include "engine/photo/mask_sampler.h"

namespace engine {

/// What all layers together do to a band of columns of one pyramid level. A layer turns x into
///     x + a·((x + f)·exp(g) − f − x),  a = opacity · mask,  f = GainField::kGainFloor,
/// so x + f is only ever multiplied, and any number of layers is one factor
///     1 + m = Π (1 + aᵢ·(exp(gᵢ) − 1)).
/// Exactly m = 0 wherever no layer reaches or g = 0: such pixels are never written.
class GainRows {
public:
    /// Layers that are incomplete, empty or fully transparent are left out. `document` is level 0's size.
    GainRows(std::span<const Layer> layers, Size document, int level, int begin, int end, int channels);

    bool isEmpty() const { return parts_.empty(); }

    /// m of row `y` of the level, (end - begin) × channels; false when it is 0 throughout (then nothing is
    /// written).
    bool row(int y, float* m);

private:
    struct Part {
        float opacity;
        int begin;  ///< columns and rows of the level whose centres lie in the region
        int end;
        int top;
        int bottom;
        FieldSampler field;
        MaskSampler mask;
    };
    void add(Part& part, int y, float* m);

    int begin_;
    int end_;
    int channels_;
    std::vector<Part> parts_;
    std::vector<float> log_gain_;
    std::vector<float> alpha_;
    std::vector<float> spread_alpha_;
};

}  // namespace engine
