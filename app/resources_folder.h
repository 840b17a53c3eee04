#pragma once

#include <filesystem>

/// The program's resources (models, sample portrait): "share/penumbra" beside an installed program,
/// "resources" above one that runs from its build tree; empty when neither is there. `program` is the path of
/// the executable.
inline std::filesystem::path resourcesFolder(const std::filesystem::path& program) {
    std::error_code ignored;
    std::filesystem::path folder = std::filesystem::weakly_canonical(program, ignored).parent_path();
    for (; !folder.empty(); folder = folder.parent_path()) {
        for (const char* name : {"share/penumbra", "resources"}) {
            if (std::filesystem::is_directory(folder / name / "models", ignored)) return folder / name;
        }
        if (folder == folder.parent_path()) break;
    }
#ifdef PENUMBRA_RESOURCES  // a build tree may lie anywhere
    return PENUMBRA_RESOURCES;
#else
    return {};
#endif
}
