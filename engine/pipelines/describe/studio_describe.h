#pragma once

#include <optional>

#include "engine/api/event.h"
#include "engine/api/requests/describe.h"
#include "engine/jobs/job_context.h"
#include "engine/models/studio/prompt_encoding.h"
#include "engine/pipelines/generate/guided_denoiser.h"
#include "engine/pipelines/region.h"
#include "engine/schedulers/scheduler.h"

namespace engine {

/// Edits by text with a checkpoint that the user owns: picture to picture in a region, where grey mask values
/// mean strength place by place (differential diffusion, Levin & Fried 2023, arXiv 2306.00950), with 4- and
/// 9-channel U-Nets. The result enters the photo as the log-gain field between the decoded picture before and
/// after, so that what was not changed keeps every pore, and what the autoencoder loses is not lost.
class StudioDescribe {
public:
    StudioDescribe(StudioModel& model, PromptEncoder& prompts, const Scheduler& scheduler)
        : model_(model), prompts_(prompts), scheduler_(scheduler) {}

    /// `place`: where, its mask of the photo's size or stretched over its region. Errors: InvalidRequest (an
    /// empty prompt, a U-Net with other inputs), those of the networks.
    Result<Change> run(const DescribeRequest& request, const RegionOfInterest& place, JobContext& job) const;

    /// Where predictions with and without the prompt differ, in half-noised latents of `region`: the mask of
    /// DiffEdit (Couairon et al. 2022, arXiv 2210.11427).
    Result<FoundMask> find(const DescribeMaskRequest& request, Rect region, JobContext& job) const;

private:
    Result<GuidedDenoiser::Prompts> encoded(const std::string& prompt, const std::string& negative, Size size,
                                            double guidance) const;

    StudioModel& model_;
    PromptEncoder& prompts_;
    const Scheduler& scheduler_;
};

}  // namespace engine
