#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

#include "engine/api/error.h"
#include "engine/nn/compute.h"

namespace engine {

struct GainFieldModuleImpl;

/// A trained denoiser of log-gain fields, ready to be asked. Latent diffusion with the log-gain field between
/// seen and wanted portrait as its latent (the role of the image latent in Yoon et al. 2024, arXiv
/// 2410.05525); x0 prediction.
class GainFieldNet {
public:
    /// Reads a component folder onto a device. Errors: ModelMissing, ModelCorrupt.
    static Result<GainFieldNet> load(const std::string& folder, const Compute& compute);

    /// The guess of the clean field [B, 3, H/2, W/2] behind a noisy one.
    /// noisy: [B, 3, H/2, W/2], in units of fieldScale(); level: 0 (clean) … 1 (pure noise);
    /// picture: [B, 3, H, W], sRGB 0…1, H and W multiples of 32; person: [B, 1, H/2, W/2], 0…1. All float32
    /// on the CPU, as is the answer; the network computes on its own device and in its own precision.
    at::Tensor clean(const at::Tensor& noisy, double level, const at::Tensor& picture,
                     const at::Tensor& person) const;

    /// Log gains are this times the numbers of clean().
    double fieldScale() const;

private:
    GainFieldNet(std::shared_ptr<GainFieldModuleImpl> module, const Compute& compute)
        : module_(std::move(module)), compute_(compute) {}

    std::shared_ptr<GainFieldModuleImpl> module_;
    Compute compute_;
};

}  // namespace engine
