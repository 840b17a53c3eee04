#pragma once

#include <cstdlib>
#include <filesystem>

#include "engine/store/local_model_library.h"

/// Where models lie. `resources`: the program's own; `starter`: of the starter components, empty: beside the
/// other resources. The user's are in penumbra/models in the desktop's folder for data.
inline engine::LocalModelLibrary::Places modelPlaces(const std::filesystem::path& resources,
                                                     const std::filesystem::path& starter = {}) {
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return std::filesystem::path(value ? value : "");
    };
    std::filesystem::path data = variable("XDG_DATA_HOME");
    if (!data.is_absolute()) data = variable("HOME") / ".local" / "share";  // the standard's own rule
    const std::filesystem::path own = resources / "models";
    return {(starter.empty() ? own / "starter" : starter).string(), (data / "penumbra" / "models").string(),
            (own / "clip_tokenizer" / "merges.txt").string()};
}
