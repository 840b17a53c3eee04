#pragma once

#include "engine/api/pose_files.h"

namespace engine {

/// The poses on this machine's disk.
class LocalPoseFiles : public PoseFiles {
public:
    Result<Skeleton> open(const std::string& path) const override;
    Result<Done> save(const std::string& path, const Skeleton& pose, Size canvas) const override;
};

}  // namespace engine
