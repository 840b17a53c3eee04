#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/api/change.h"
#include "engine/jobs/job_context.h"
#include "engine/models/studio/prompt_encoding.h"
#include "engine/pipelines/generate/guided_denoiser.h"
#include "engine/pipelines/studio_edit/redrawn.h"
#include "engine/schedulers/scheduler.h"

namespace engine {

/// A picture made into another by a checkpoint that the user owns, with a 4-, 8- or 9-channel U-Net, where
/// grey mask values mean strength place by place (differential diffusion, Levin & Fried 2023, arXiv
/// 2306.00950). The result is the difference between the decoded picture before and after (redrawn()), so
/// that what was not changed keeps every pore, and what the autoencoder loses is not lost.
class StudioEdit {
public:
    struct Task {
        at::Tensor picture;    ///< [1, 3, H, W], −1…1
        at::Tensor mask;       ///< [1, 1, H, W], 0…1: which share of `strength` each place gets
        double strength;       ///< 0…1: how far from the picture
        double guidance;       ///< 0…100
        std::uint64_t seed;    ///< of the noise, drawn on the CPU
        at::Tensor reference;  ///< as `picture`: what the result shall look like; undefined: nothing, and
                               ///< half the time (Unet::predictBeside())
        std::vector<Control> controls;
    };

    /// How a result enters the photo.
    using AsChange = std::function<Change(Redrawn result)>;

    StudioEdit(StudioModel& model, PromptEncoder& prompts, const Scheduler& scheduler)
        : model_(model), prompts_(prompts), scheduler_(scheduler) {}

    /// The size at which the checkpoint sees `region`: its shape, about as many pixels as it was trained at.
    /// Errors: InvalidRequest (a U-Net with other inputs), those of the networks.
    Result<Size> sizeFor(Rect region) const;
    /// Both prompts, weighted and of any length, for a picture of `size`; the text encoders leave the memory.
    /// Errors: those of PromptEncoder::encodeWeighted().
    Result<GuidedDenoiser::Prompts> encoded(const std::string& prompt, const std::string& negative, Size size,
                                            double guidance) const;
    /// Tells of every step. Errors: those of the networks.
    Result<Change> run(const Task& task, const GuidedDenoiser::Prompts& prompts, const AsChange& as_change,
                       JobContext& job) const;

private:
    struct Inputs;
    Inputs inputsOf(const Task& task, const Autoencoder& codec, const Unet& unet, JobContext& job) const;
    at::Tensor denoised(const Task& task, const Inputs& inputs, const Autoencoder& codec,
                        GuidedDenoiser& denoise, const AsChange& as_change, JobContext& job) const;

    StudioModel& model_;
    PromptEncoder& prompts_;
    const Scheduler& scheduler_;
};

/// The mask of a change whose mask told how strongly places are edited: what is edited at all has to cover
/// what was there. Anything but 8-bit grey stays as it is.
Image covering(const Image& mask);

}  // namespace engine
