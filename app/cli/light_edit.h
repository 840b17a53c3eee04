#pragma once

#include <functional>

#include "app/cli/command.h"
#include "engine/api/darkroom.h"
#include "engine/api/request.h"

namespace cli {

/// What an edit of light starts from.
struct LightInput {
    engine::Photo photo;
    engine::Image mask;  ///< null: none was given
    int steps;
    std::uint64_t seed;
};

/// The way from arguments to a written file that all edits of light share: check, open, run, save. `ask`
/// makes the request of the opened files; `note` is the file's processing history.
engine::Result<engine::Done> editLight(
    const Arguments& arguments, const Surroundings& around, const std::string& note,
    const std::function<engine::Result<engine::Request>(const engine::Darkroom&, LightInput)>& ask);

}  // namespace cli
