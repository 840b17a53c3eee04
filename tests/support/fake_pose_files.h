#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "engine/api/pose_files.h"

namespace test {

/// Pose files in memory, by path; what is not there cannot be read.
class FakePoseFiles : public engine::PoseFiles {
public:
    mutable std::map<std::string, engine::Skeleton> files;
    mutable engine::Size canvas;               ///< of the file that was written last
    std::optional<engine::Error> write_error;  ///< what every save() says

    engine::Result<engine::Skeleton> open(const std::string& path) const override {
        const std::scoped_lock lock(mutex_);
        if (const auto found = files.find(path); found != files.end()) return found->second;
        return engine::Error{engine::ErrorCode::InvalidRequest, "a pose was expected in " + path};
    }

    engine::Result<engine::Done> save(const std::string& path, const engine::Skeleton& pose,
                                      engine::Size size) const override {
        if (write_error) return *write_error;
        const std::scoped_lock lock(mutex_);
        files[path] = pose;
        canvas = size;
        return engine::Done{};
    }

    bool has(const std::string& path) const {
        const std::scoped_lock lock(mutex_);
        return files.contains(path);
    }

private:
    mutable std::mutex mutex_;
};

}  // namespace test
