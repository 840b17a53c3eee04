#pragma once

#include <string>

#include "engine/api/error.h"
#include "engine/api/skeleton.h"

namespace engine {

/// Poses on the disk, in OpenPose's JSON. Every function may be called from any thread and never lets an
/// exception out except std::bad_alloc.
class PoseFiles {
public:
    virtual ~PoseFiles() = default;

    /// The one person of a file, in pixels of the picture they were seen in, whatever its size; joints that
    /// the file does not tell are missing. Errors: FileUnreadable (not there, no permission), FileUnsupported
    /// (larger than 16 MB), InvalidRequest (not OpenPose's JSON, nobody or several people in it).
    virtual Result<Skeleton> open(const std::string& path) const = 0;

    /// Writes one person, in pixels of a picture of size `canvas`. The file appears complete or not at all,
    /// and takes the place of one that was there. Errors: FileUnwritable.
    virtual Result<Done> save(const std::string& path, const Skeleton& pose, Size canvas) const = 0;
};

}  // namespace engine
