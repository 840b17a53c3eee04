#pragma once

#include "engine/api/geometry.h"
#include "engine/models/studio/prompt_encoding.h"
#include "engine/pipelines/generate/guided_denoiser.h"

namespace engine {

// What a run tells a checkpoint's U-Net beside the latent; shared by generate and describe.

/// One prompt for a picture of `size`, as the U-Net's family wants it.
UnetCondition conditionOf(const EncodedPrompt& prompt, Size size, const UnetConfig& unet, double guidance);

/// How a U-Net whose numbers live there is asked.
GuidedDenoiser::Way wayOf(Residence residence);

}  // namespace engine
