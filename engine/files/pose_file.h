#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/api/error.h"
#include "engine/api/skeleton.h"

namespace engine {

/// The people of an OpenPose file, in its order.
struct PoseFile {
    Size canvas;                   ///< pixels of the picture they were seen in; 0 × 0: the file does not say
    std::vector<Skeleton> people;  ///< in pixels; confidences 0…1
    /// For a note: the file had OpenPose's 25 joints, of which the 18 are kept; feet and the middle of the
    /// hips are left out.
    bool from_body25 = false;
    /// The file as it was read, in pixels: what poseText() takes over without looking at it. Empty for people
    /// who come from no file.
    std::string rest;
};

/// Reads OpenPose's JSON: {"people": [{"pose_keypoints_2d": [x, y, confidence, …]}, …], "canvas_width": …,
/// "canvas_height": …}, or a list of such objects, whose people follow one another. 18 or 25 joints (BODY_25)
/// each. Where the canvas is given and no coordinate is beyond 0…1, they are shares of it and become pixels,
/// also those of hands and faces. A joint of confidence 0 or at (0, 0) is missing.
/// `text`: any bytes; `name` appears in errors only. Errors: InvalidRequest; that there is no person is one.
Result<PoseFile> parsePoseFile(std::string_view text, std::string_view name);

/// The same from a file of at most 16 MB. Errors: also FileUnreadable (not there, no permission),
/// FileUnsupported (larger).
Result<PoseFile> readPoseFile(const std::string& path);

/// OpenPose's JSON with 18 joints in pixels for each of `file.people`, missing ones 0, 0, 0. Hands, faces and
/// whatever else `file.rest` says stay as they are: person by person, by their order in the list.
std::string poseText(const PoseFile& file);

}  // namespace engine
