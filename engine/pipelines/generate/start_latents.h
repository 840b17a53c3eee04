#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

#include "engine/api/requests/generate.h"
#include "engine/models/autoencoder/autoencoder.h"
#include "engine/models/unet/unet_config.h"
#include "engine/schedulers/scheduler.h"

namespace engine {

/// What a run starts from, and what inpainting holds on to. Undefined where a run has no picture or no mask.
struct StartLatents {
    at::Tensor latents;         ///< [B, C, h, w], as noisy as the first step wants them
    at::Tensor noise;           ///< that was added, [B, C, h, w]
    at::Tensor picture;         ///< the clean picture's latents
    at::Tensor edited_picture;  ///< the same, not scaled, for 8-channel networks; the run starts from noise
    at::Tensor mask;            ///< [1, 1, h, w], 1 = make anew
    at::Tensor
        masked_picture;  ///< latents of the picture without what is under the mask (9-channel networks)
};

/// Pictures as tensors in the run's size; undefined where the request has none.
struct StartPictures {
    at::Tensor picture;  ///< [1, 3, H, W], −1…1
    at::Tensor mask;     ///< [1, 1, H, W], 0 or 1
};

StartPictures startPictures(const GenerateRequest& request, Size size);

/// Draws and encodes in diffusers' order; `beside`: what the U-Net sees beside the noisy latent; `first`:
/// the step that the run begins with. `before` is called ahead of every layer that encodes.
StartLatents startLatents(const GenerateRequest& request, const StartPictures& pictures, Size size,
                          UnetConfig::Beside beside, const Scheduler& scheduler, int first,
                          const Autoencoder& autoencoder, const DrawNoise& draw,
                          const std::function<void()>& before);

/// A photo in sRGB as a network wants it, [1, 3, H, W], 0…1.
at::Tensor pictureTensor(const Photo& photo, Size size);

}  // namespace engine
