#pragma once

#include <optional>

#include "engine/api/requests/pose.h"
#include "engine/jobs/job_context.h"
#include "engine/models/head_shape/head_shape.h"

namespace engine {

/// Gives a person another pose. Where RePoseDM (Khandelwal 2024, arXiv 2310.16074) lets a diffusion model
/// draw the person anew, the starter moves the photo's own pixels: the head as a solid with the mean depth of
/// a face, the body along its bones.
class PosePipeline {
public:
    explicit PosePipeline(const HeadShape& shape) : shape_(shape) {}

    /// What is wrong with a request, as far as its numbers tell; to be asked before a photo is read.
    static std::optional<Error> check(const PoseRequest& request);

    /// Errors: InvalidRequest (see check()), NoFace.
    Result<Change> run(const PoseRequest& request, const Reading& reading, JobContext& job) const;

private:
    const HeadShape& shape_;
};

}  // namespace engine
