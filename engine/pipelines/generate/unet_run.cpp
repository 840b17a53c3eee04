#include "engine/pipelines/generate/unet_run.h"

#include <ATen/ATen.h>

namespace engine {

UnetCondition conditionOf(const EncodedPrompt& prompt, Size size, const UnetConfig& unet, double guidance) {
    UnetCondition condition;
    condition.context = prompt.context;
    if (unet.size_embedding > 0) {
        const double w = size.width, h = size.height;
        condition.pooled_text = prompt.pooled;
        condition.sizes = at::tensor({h, w, 0.0, 0.0, h, w}, prompt.context.options()).unsqueeze(0);
    }
    if (unet.guidance_embedding > 0)
        condition.guidance = at::full({1}, guidance - 1, prompt.context.options());
    return condition;
}

GuidedDenoiser::Way wayOf(Residence residence) {
    if (residence == Residence::Mapped) return GuidedDenoiser::Way::Lean;
    return residence == Residence::Eighth ? GuidedDenoiser::Way::Fast : GuidedDenoiser::Way::Exact;
}

}  // namespace engine
