#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <vector>

#include "engine/api/event.h"
#include "engine/api/requests/generate.h"
#include "engine/jobs/job_context.h"
#include "engine/models/preview_decoder/tiny_autoencoder.h"
#include "engine/models/studio/prompt_encoding.h"
#include "engine/pipelines/generate/guided_denoiser.h"
#include "engine/schedulers/scheduler.h"

namespace engine {

/// Text to picture, picture to picture, and inpainting with 4- and 9-channel U-Nets, with ControlNets: step
/// for step and draw for draw as diffusers' StableDiffusion(XL)(Img2Img|Inpaint|ControlNet…)Pipeline.
class GeneratePipeline {
public:
    struct Parts {
        StudioModel& model;
        PromptEncoder& prompts;
        const Scheduler* scheduler;
        std::vector<const ControlNet*> controls;    ///< one for each of the request's
        const TinyAutoencoder* previews = nullptr;  ///< null: a linear map to colours
    };
    explicit GeneratePipeline(Parts parts) : parts_(std::move(parts)) {}

    /// Hears the latents behind every step, [B, C, h, w].
    using LatentWatch = std::function<void(const at::Tensor& latents)>;

    /// Errors: InvalidRequest (a size that is no multiple of 8, a mask of another size, …), those of the
    /// networks.
    Result<Pictures> run(const GenerateRequest& request, JobContext& job,
                         const LatentWatch& watch = {}) const;

private:
    Parts parts_;
};

}  // namespace engine
