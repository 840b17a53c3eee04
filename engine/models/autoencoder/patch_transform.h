#pragma once

#include "engine/files/model_folder.h"
#include "engine/models/autoencoder/autoencoder.h"
#include "engine/nn/layers/weight_reader.h"

namespace engine {

/// The shape of a PatchTransform, as its config.json says.
struct PatchTransformConfig {
    int patch = 8;      ///< pixels along a side
    int channels = 16;  ///< of the latent, at most those of a patch: 3 · patch²

    LatentSpace latentSpace() const { return {channels, patch, 1, 0}; }
};

/// Errors: ModelCorrupt, naming the setting that does not fit.
Result<PatchTransformConfig> readPatchTransformConfig(const ModelConfig& file);

/// An autoencoder in closed form, the Karhunen–Loève transform of square patches: each is told by how much it
/// has of the patterns that portraits vary by most, in units of how much they vary. Linear, deterministic and
/// quick both ways; its channels are uncorrelated over the portraits that it was fitted to, and each varies
/// by 1. Tensors "basis" [C, 3, P, P] of orthonormal patterns, "mean" [3, P, P], "deviation" [C].
class PatchTransform final : public Autoencoder {
public:
    static constexpr const char* kClassName = "PatchTransform";

    PatchTransform(WeightReader reader, const PatchTransformConfig& config);

    at::Tensor moments(const at::Tensor& picture, const Checkpoint& before = {}) const override;
    at::Tensor decode(const at::Tensor& latent, const Checkpoint& before = {}) const override;
    /// It needs little more than the picture itself.
    bool fitsWhole(std::int64_t, std::int64_t) const override { return true; }
    bool decodesAtOnce() const override { return true; }

private:
    at::Tensor basis_, mean_, deviation_;  ///< the last one [1, C, 1, 1]
};

}  // namespace engine
