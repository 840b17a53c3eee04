#pragma once

#include <torch/torch.h>

#include <functional>
#include <string>

#include "engine/api/error.h"
#include "engine/models/autoencoder/patch_transform.h"

namespace engine {

/// What a PatchTransform's file holds.
struct PatchFit {
    torch::Tensor basis, mean, deviation;
};

/// The principal components of the patches of `count` pictures, the one that they vary by most first;
/// `picture` gives them one by one, [3, H, W], −1…1, sides multiples of the patch. The same pictures give the
/// same numbers.
PatchFit fitPatches(const PatchTransformConfig& config, int count,
                    const std::function<torch::Tensor(int i)>& picture);

/// Writes the component's folder, in single precision. Errors: FileUnwritable.
Result<Done> savePatchTransform(const PatchFit& fit, const PatchTransformConfig& config,
                                const std::string& folder);

}  // namespace engine
