#pragma once

#include "engine/api/event.h"
#include "engine/api/requests/describe.h"
#include "engine/jobs/job_context.h"
#include "engine/pipelines/region.h"
#include "engine/pipelines/studio_edit/studio_edit.h"

namespace engine {

/// Edits by text with a checkpoint that the user owns; see StudioEdit.
class StudioDescribe {
public:
    StudioDescribe(StudioModel& model, PromptEncoder& prompts, const Scheduler& scheduler)
        : model_(model), scheduler_(scheduler), edit_(model, prompts, scheduler) {}

    /// `place`: where, its mask of the photo's size or stretched over its region. Errors: those of
    /// StudioEdit.
    Result<Change> run(const DescribeRequest& request, const RegionOfInterest& place, JobContext& job) const;

    /// Where predictions with and without the prompt differ, in half-noised latents of `region`: the mask of
    /// DiffEdit (Couairon et al. 2022, arXiv 2210.11427).
    Result<FoundMask> find(const DescribeMaskRequest& request, Rect region, JobContext& job) const;

private:
    StudioModel& model_;
    const Scheduler& scheduler_;
    StudioEdit edit_;
};

}  // namespace engine
