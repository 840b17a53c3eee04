#pragma once

#include <optional>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/reading.h"
#include "engine/api/skeleton.h"
#include "engine/models/head_shape/head_shape.h"
#include "engine/pipelines/pose/body_moves.h"

namespace engine {

/// The movement that gives the person of `reading` the pose `to`, and the head the turn `turn` (absent: as
/// the head's joints in `to` say); see PoseRequest. A mask leaves out what does not visibly move. `reading`
/// has a mesh; `photo` is the photo's size. The region has `margin` eye distances around what moves, as far
/// as the photo goes.
Change poseWarp(const Reading& reading, const HeadShape& shape, const Skeleton& to,
                const std::optional<HeadAngles>& turn, Size photo, double margin = 0,
                AtBorders borders = AtBorders::Held);

/// Where every joint of the person is then. Those that `to` asks for are where it says (with `turn`: but for
/// those of the head, which turn with it), the others moved along.
Skeleton arrivedJoints(const Reading& reading, const HeadShape& shape, const Skeleton& to,
                       const std::optional<HeadAngles>& turn, Size photo);

/// The same of the points of the face's mesh.
std::vector<ImagePoint> arrivedFace(const Reading& reading, const HeadShape& shape, const Skeleton& to,
                                    const std::optional<HeadAngles>& turn);

}  // namespace engine
