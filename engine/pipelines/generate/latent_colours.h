#pragma once

#include <ATen/core/Tensor.h>

#include "engine/models/autoencoder/autoencoder.h"
#include "engine/models/studio/studio_files.h"

namespace engine {

/// What latents [B, 4, h, w] look like, roughly and at once: a linear map to colours, [B, 3, reduction · h,
/// reduction · w], −1…1. Its numbers were fitted by others to the families' decoders (K. Turner for SD 1.x,
/// T. Kölsch for SDXL); latents of a family of other training look wrong, but show shapes.
at::Tensor latentColours(const at::Tensor& latents, Family family, int reduction);

/// What scaled latents [B, C, h, w] look like to somebody who waits: decoded where that takes no time, else
/// their latentColours(), enlarged by `reduction`. [B, 3, H, W], about −1…1.
at::Tensor previewOf(const at::Tensor& latents, const Autoencoder& codec, Family family, int reduction);

}  // namespace engine
