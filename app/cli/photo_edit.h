#pragma once

#include <functional>
#include <string>

#include "app/cli/command.h"
#include "engine/api/darkroom.h"
#include "engine/api/request.h"

namespace cli {

/// What an edit starts from.
struct EditInput {
    engine::Photo photo;
    engine::Image mask;  ///< null: none was given
    int steps;
    std::uint64_t seed;
};

/// What differs between the edits.
struct EditKind {
    std::string note;  ///< the written file's processing history
    int steps = 1;     ///< unless --steps says otherwise
    int variants = 1;  ///< with seeds one after the other; more than one: OUTPUT-1, OUTPUT-2, …
    bool models_is_checkpoint = false;  ///< --models is not a folder of starter components
};

/// The way from arguments to written files that all edits of a photo share: check, open, run, save. `ask`
/// makes the request of the opened files, once for each variant.
engine::Result<engine::Done> editPhoto(
    const Arguments& arguments, const Surroundings& around, const EditKind& kind,
    const std::function<engine::Result<engine::Request>(const engine::Darkroom&, const EditInput&)>& ask);

}  // namespace cli
