#pragma once

#include "engine/api/requests/pose.h"
#include "engine/jobs/job_context.h"
#include "engine/models/controlnet/controlnet.h"
#include "engine/models/head_shape/head_shape.h"
#include "engine/pipelines/studio_edit/studio_edit.h"

namespace engine {

/// Poses a person with a checkpoint that the user owns: the photo's own pixels move as in PosePipeline, then
/// what has moved and what has become free is drawn anew over them, held to the pose by a ControlNet and to
/// the person by the photo as it was, at which every self-attention looks.
class StudioPose {
public:
    /// `controlnet` null: none. References must outlive this.
    StudioPose(const HeadShape& shape, const StudioEdit& edit, const ControlNet* controlnet)
        : shape_(shape), edit_(edit), controlnet_(controlnet) {}

    /// `reading` has a mesh (PosePipeline::check()). Errors: those of StudioEdit.
    Result<Change> run(const PoseRequest& request, const Reading& reading, JobContext& job) const;

private:
    const HeadShape& shape_;
    const StudioEdit& edit_;
    const ControlNet* controlnet_;
};

}  // namespace engine
