#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/models/controlnet/controlnet.h"
#include "engine/models/unet/unet.h"

namespace engine {

/// A ControlNet at work on a run.
struct Control {
    const ControlNet* net;
    at::Tensor picture;  ///< [1, 3, H, W], 0…1
    double scale;
    double begin, end;  ///< shares of the run within which it counts
};

/// What a U-Net makes of a latent under classifier-free guidance (Ho & Salimans 2022, arXiv 2207.12598):
/// without the prompt, plus `guidance` times what the prompt changes.
class GuidedDenoiser {
public:
    struct Prompts {
        UnetCondition positive, negative;  ///< for one picture; negative unused without guidance
    };
    /// `together` asks for both at once: faster, with more memory. References must outlive this.
    GuidedDenoiser(const Unet& unet, const Prompts& prompts, double guidance, bool together,
                   const std::vector<Control>& controls);

    /// latent: [B, in_channels, h, w], scaled for the network; progress: the share of the run behind step i −
    /// 1 and behind step i.
    at::Tensor operator()(const at::Tensor& latent, double timestep, double share_begin,
                          double share_end) const;

private:
    at::Tensor ask(const at::Tensor& latent, double timestep, const UnetCondition& condition,
                   double share_begin, double share_end) const;

    const Unet& unet_;
    const Prompts& prompts_;
    double guidance_;
    bool together_, guided_;
    const std::vector<Control>& controls_;
};

}  // namespace engine
