#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

#include "engine/api/error.h"
#include "engine/nn/compute.h"

namespace engine {

struct GlassesModuleImpl;

/// Sees the eye band of a face (see EyeBand) and says what it would look like without glasses: one network
/// sees what is hidden and what is lit differently, another paints what is hidden. Trained on glasses drawn
/// over bare faces, after Lyu et al. 2022 (arXiv 2203.10474). Immutable once loaded; copies share the
/// weights.
class GlassesRemover {
public:
    /// Reads a component folder onto a device. Errors: ModelMissing, ModelCorrupt.
    static Result<GlassesRemover> load(const std::string& folder, const Compute& compute);

    struct Answer {
        at::Tensor cover;    ///< [1, 1, H, W], 0…1: how surely a frame or a reflection hides a place
        at::Tensor touched;  ///< [1, 1, H, W], 0…1: that, or only lit differently: shadows, tinted lenses
        at::Tensor gain;  ///< [1, 3, H, W], in logarithms: frees from shadows and tints, see unshadedGain()
        at::Tensor painted;  ///< [1, 3, H, W], 0…1: the face, where it is hidden
        at::Tensor hidden;   ///< [1, 1, H, W], 0…1: how much of it is to be seen, see paintedShare()
    };
    /// band [1, 3, EyeBand::kHeight, EyeBand::kWidth], sRGB 0…1. The mean of the band and its mirror image.
    Answer look(const at::Tensor& band) const;

    /// The band as an answer to it shows it: relit, and painted where it is hidden.
    static at::Tensor takenOff(const at::Tensor& band, const Answer& answer);

private:
    GlassesRemover(std::shared_ptr<GlassesModuleImpl> module, const Compute& compute)
        : module_(std::move(module)), compute_(compute) {}

    std::shared_ptr<GlassesModuleImpl> module_;
    Compute compute_;
};

}  // namespace engine
