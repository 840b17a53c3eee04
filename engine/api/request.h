#pragma once

#include <variant>

#include "engine/api/requests/describe.h"
#include "engine/api/requests/generate.h"
#include "engine/api/requests/harmonise.h"
#include "engine/api/requests/pose.h"
#include "engine/api/requests/read.h"
#include "engine/api/requests/shadows.h"
#include "engine/api/requests/style.h"

namespace engine {

/// Everything a job needs to know; a snapshot, so the user may go on editing while it runs.
using Request = std::variant<ShadowsRequest, HarmoniseRequest, DescribeRequest, DescribeMaskRequest,
                             PoseRequest, StyleRequest, StyleRegionsRequest, ReadRequest, GenerateRequest>;

}  // namespace engine
