#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

#include "engine/api/error.h"
#include "engine/nn/compute.h"

namespace engine {

struct FieldUpsamplerModuleImpl;

/// Enlarges a log-gain field so that its edges lie where the picture's shadow edges lie. It corrects gains,
/// never pixels, so it cannot invent texture (the role of the guided-upsampling network in Yoon et al. 2024,
/// on the field).
class FieldUpsampler {
public:
    /// Reads a component folder onto a device. Errors: ModelMissing, ModelCorrupt.
    static Result<FieldUpsampler> load(const std::string& folder, const Compute& compute);
    static Result<Done> save(const FieldUpsamplerModuleImpl& module, const std::string& folder);

    /// field [1, 3, h, w] in log-gain units; picture [1, 3, H, W], sRGB 0…1, H and W even → [1, 3, H, W].
    at::Tensor enlarge(const at::Tensor& field, const at::Tensor& picture) const;

private:
    FieldUpsampler(std::shared_ptr<FieldUpsamplerModuleImpl> module, const Compute& compute)
        : module_(std::move(module)), compute_(compute) {}

    std::shared_ptr<FieldUpsamplerModuleImpl> module_;
    Compute compute_;
};

}  // namespace engine
