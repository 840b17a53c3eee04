#pragma once

#include <memory>
#include <string>

#include "engine/api/pose_field.h"

namespace engine {

/// The pose field of a component folder, read when it is first asked.
class LocalPoseField : public PoseField {
public:
    explicit LocalPoseField(std::string folder);
    ~LocalPoseField() override;

    Result<PoseDistance> distance(const Skeleton& pose) const override;
    Result<Skeleton> snapped(const Skeleton& pose) const override;

private:
    class Net;
    Result<const Net*> net() const;

    const std::string folder_;
    struct Lazy;
    const std::unique_ptr<Lazy> lazy_;
};

}  // namespace engine
