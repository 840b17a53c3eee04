#pragma once

#include <torch/torch.h>

#include <functional>

#include "engine/models/gain_field/gain_field_module.h"
#include "engine/train/light_batch.h"
#include "engine/train/training.h"

namespace engine {

/// The guess of a denoiser: (noisy, level, picture, person) as in GainFieldModuleImpl::forward.
using FieldDenoiser =
    std::function<GainFieldModuleImpl::Out(const torch::Tensor& noisy, const torch::Tensor& level,
                                           const torch::Tensor& picture, const torch::Tensor& person)>;

/// How much helpers count beside the picture that a field makes.
struct FieldLossWeights {
    double field = 0.02;  ///< the error in the field's own units
    double where = 0.02;  ///< the mask logits, cross-entropy
    double colour = 0.5;  ///< the mean colour difference where something changes, CIE94 / 100
};

/// One training step's loss of a denoiser of log-gain fields (x0 prediction, variance-preserving cosine
/// levels, six of ten samples at full noise so that a single step works too). The field is judged by the
/// picture it makes, since that is what people look at, and a little in its own units; the mask logits by
/// where `batch.change` truly is. `scale`: the network's field_scale.
torch::Tensor fieldLoss(const FieldDenoiser& denoiser, double scale, const LightBatch& batch,
                        torch::Generator& random, Training::Figures& figures,
                        const FieldLossWeights& weights = {});

}  // namespace engine
