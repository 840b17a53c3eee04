#pragma once

#include <optional>

#include "engine/api/pose_field.h"
#include "engine/api/requests/pose.h"
#include "engine/jobs/job_context.h"
#include "engine/models/head_shape/head_shape.h"
#include "engine/models/pose_denoiser/pose_denoiser.h"

namespace engine {

/// Gives a person another pose, after RePoseDM (Khandelwal 2024, arXiv 2310.16074): the photo's own pixels
/// move, and what the photo does not hold (beyond its borders, or drawn out so far that something hidden must
/// have come into view) is painted by diffusion, conditioned on the pose and on the texture aligned to it.
class PosePipeline {
public:
    /// Without a denoiser (null) pixels only move, and nothing comes in over the borders; `field` (may be
    /// null) guides it. All must outlive the pipeline.
    PosePipeline(const HeadShape& shape, const PoseDenoiser* denoiser, const PoseField* field)
        : shape_(shape), denoiser_(denoiser), field_(field) {}

    /// What is wrong with a request, as far as it tells by itself; to be asked before anything is loaded.
    static std::optional<Error> check(const PoseRequest& request);

    /// The movement is previewed at once; painting begins when the hand rests. Errors: InvalidRequest,
    /// NoFace.
    Result<Change> run(const PoseRequest& request, const Reading& reading, JobContext& job) const;

private:
    Change painted(const PoseRequest& request, const Reading& reading, Change moved, JobContext& job) const;

    const HeadShape& shape_;
    const PoseDenoiser* denoiser_;
    const PoseField* field_;
};

}  // namespace engine
