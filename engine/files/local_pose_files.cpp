#include "engine/files/local_pose_files.h"

#include <span>

#include "engine/files/in_quotes.h"
#include "engine/files/pose_file.h"
#include "engine/files/write_file.h"

namespace engine {

Result<Skeleton> LocalPoseFiles::open(const std::string& path) const {
    const auto file = readPoseFile(path);
    if (!file) return file.error();
    if (file.value().people.size() != 1) {
        return Error{ErrorCode::InvalidRequest, "One person was expected in " + inQuotes(path) + ", found " +
                                                    std::to_string(file.value().people.size()) +
                                                    "; leave one in it."};
    }
    return file.value().people.front();
}

Result<Done> LocalPoseFiles::save(const std::string& path, const Skeleton& pose, Size canvas) const {
    const std::string text = poseText({canvas, {pose}, false, ""});
    const auto bytes = std::as_bytes(std::span(text));
    return writeFile(path, std::span(&bytes, 1));
}

}  // namespace engine
