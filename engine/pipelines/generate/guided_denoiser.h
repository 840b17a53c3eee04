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

/// The picture that an InstructPix2Pix network edits (Brooks et al. 2023, arXiv 2211.09800): its latent goes
/// in beside the noisy one.
struct EditedPicture {
    at::Tensor latent;      ///< [1, 4, h, w], not scaled; undefined: the network edits none
    double guidance = 1.5;  ///< how strongly the result keeps to it; below 1 there is no guidance at all
};

/// What a U-Net makes of a latent under classifier-free guidance (Ho & Salimans 2022, arXiv 2207.12598):
/// without the prompt, plus `guidance` times what the prompt changes.
class GuidedDenoiser {
public:
    struct Prompts {
        UnetCondition positive, negative;  ///< for one picture; negative unused without guidance
    };
    enum class Way {
        Exact,
        Lean,  ///< exact, with and without the prompt one after the other: slower, with less memory
        Fast,  ///< not exact: steps close together share what the U-Net's deep layers make, but for the first
               ///< and the last one, and not under ControlNets or beside a reference
    };
    /// Whether such a network is asked without the prompt too: LCM-distilled ones know guidance themselves.
    static bool guides(const UnetConfig& unet, double guidance) {
        return guidance > 1 && unet.guidance_embedding == 0;
    }
    /// References must outlive this.
    GuidedDenoiser(const Unet& unet, const Prompts& prompts, double guidance, Way way,
                   const std::vector<Control>& controls, EditedPicture picture = {});

    /// latent: [B, in_channels, h, w], scaled for the network; progress: the share of the run behind step i −
    /// 1 and behind step i. `reference` [1, in_channels, h, w], as noisy and scaled alike: another picture
    /// that this one shall look like (Unet::predictBeside()); undefined: none.
    at::Tensor operator()(const at::Tensor& latent, double timestep, double share_begin, double share_end,
                          const at::Tensor& reference = {});

private:
    at::Tensor ask(const at::Tensor& latent, double timestep, const UnetCondition& condition,
                   double share_begin, double share_end, const at::Tensor& reference);
    at::Tensor instructed(const at::Tensor& latent, double timestep, double share_begin, double share_end);
    at::Tensor askFast(const at::Tensor& latent, const at::Tensor& at_time, double timestep,
                       const UnetCondition& condition, bool last);

    const Unet& unet_;
    const Prompts& prompts_;
    double guidance_;
    Way way_;
    bool guided_;
    const std::vector<Control>& controls_;
    EditedPicture picture_;
    at::Tensor deep_;           ///< what the U-Net's deep layers made
    double deep_timestep_ = 0;  ///< at this time
};

}  // namespace engine
