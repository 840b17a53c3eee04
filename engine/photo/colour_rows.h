#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/api/change.h"
#include "engine/photo/field_sampler.h"
#include "engine/photo/mask_sampler.h"

namespace engine {

/// What all layers together do to the colours of a band of columns of one pyramid level. With
/// f = GainField::kGainFloor, a = opacity · mask and a paint P that covers c, a layer turns x + f into
///     (x + f)·(1 + t) + a·c·(P + f),  t = a·((1 − c)·(exp(g) − 1) − c),
/// so any number of layers is one factor and one sum:
///     (x + f)·(1 + m) + b.
/// Exactly m = 0 and b = 0 wherever no layer reaches, or g and c are 0: such pixels are never written.
class ColourRows {
public:
    /// Layers that are incomplete, empty or fully transparent are left out. `document` is level 0's size.
    ColourRows(std::span<const Layer> layers, Size document, int level, int begin, int end, int channels);

    bool isEmpty() const { return parts_.empty(); }
    /// Whether a layer paints; else every b is 0.
    bool paints() const { return paints_; }

    /// m of row `y` of the level, (end - begin) × channels, and, where it paints(), (end - begin) ×
    /// (channels + 1) numbers: b, and last how much of the picture is painted, 0…1. False when all are 0
    /// (then nothing is written).
    bool row(int y, float* m, float* paint);

private:
    struct Part {
        float opacity;
        int begin;  ///< columns and rows of the level whose centres lie in the region
        int end;
        int top;
        int bottom;
        std::optional<FieldSampler> gains;
        std::optional<FieldSampler> paint;
        MaskSampler mask;
    };
    void add(Part& part, int y, float* m, float* paint);
    void gain(Part& part, int y, float* m);
    void cover(Part& part, int y, float* m, float* paint);

    int begin_;
    int end_;
    int channels_;
    bool paints_ = false;
    std::vector<Part> parts_;
    std::vector<float> log_gain_;
    std::vector<float> rgba_;
    std::vector<float> alpha_;
    std::vector<float> spread_alpha_;
};

}  // namespace engine
