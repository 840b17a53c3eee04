#include "engine/pipelines/pose/studio_pose.h"

#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"
#include "engine/pipelines/pose/drawn_anew.h"
#include "engine/pipelines/pose/pose_drawing.h"
#include "engine/pipelines/pose/pose_warp.h"
#include "engine/pipelines/pose/solid_head.h"

namespace engine {
Result<Change> StudioPose::run(const PoseRequest& request, const Reading& reading, JobContext& job) const {
    // 1. Move the photo's own pixels.
    const Size photo = request.photo.size();
    Change moved = poseWarp(reading, shape_, request.pose, request.turn, photo, kDrawnMargin);
    const std::optional<Image> anew = drawnAnew(moved, SolidHead(reading, shape_).eyeDistance());
    if (!anew) {
        job.progress(1, 1);
        job.preview(1, [&] { return moved; });
        return moved;
    }
    moved.mask = covering(*anew);

    // 2. The size that the checkpoint works at, and the words.
    const Result<Size> size = edit_.sizeFor(moved.region);
    if (!size) return size.error();
    const auto prompts = edit_.encoded(request.prompt, request.negative, size.value(), request.guidance);
    if (!prompts) return prompts.error();
    job.checkpoint();

    // 3. See the person moved and as it was; draw the pose that it shall have.
    const auto seen = [&](const std::vector<Layer>& layers) {
        return toTensor(networkView(request.photo, layers, moved.region, size.value())) * 2 - 1;
    };
    std::vector<Layer> with_movement = request.layers;
    with_movement.push_back({moved});
    StudioEdit::Task task{seen(with_movement),
                          toTensor(maskView(*anew, {}, moved.region, size.value())),
                          request.strength,
                          request.guidance,
                          request.seed,
                          seen(request.layers),
                          {}};
    // What says nothing guides nowhere, and would only cost the time.
    if (request.prompt == request.negative) task.guidance = 1;
    if (controlnet_) {
        const Skeleton joints = arrivedJoints(reading, shape_, request.pose, request.turn, photo);
        task.controls.push_back({controlnet_, poseTensor(joints, moved.region, size.value()), 1, 0, 1});
    }

    // 4. Draw anew over what has moved.
    return edit_.run(
        task, prompts.value(),
        [&](Redrawn result) {
            Change change = moved;
            change.field = std::move(result.field);
            change.paint = std::move(result.paint);
            return change;
        },
        job);
}

}  // namespace engine
