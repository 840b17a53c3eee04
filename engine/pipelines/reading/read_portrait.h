#pragma once

#include "engine/api/error.h"
#include "engine/api/photo.h"
#include "engine/api/reading.h"
#include "engine/jobs/job_context.h"
#include "engine/models/face_finder/face_finder.h"
#include "engine/models/portrait_reader/portrait_reader.h"
#include "engine/models/structure_style/structure_style.h"

namespace engine {

/// All faces of the photo, and parts, person, mesh, head angles and joints of number `face` of them (0: the
/// largest). Errors: NoFace, InvalidRequest (a face that is not there). The parts are told by
/// `structure_style`, which sees them twice as fine as the reader.
Result<Reading> readPortrait(const Photo& photo, int face, const PortraitReader& reader,
                             const FaceFinder& finder, const StructureStyle& structure_style,
                             JobContext& job);

}  // namespace engine
