#include "engine/models/pose_field/local_pose_field.h"

#include <cmath>
#include <mutex>
#include <optional>

#include "engine/models/pose_field/pose_field_files.h"

namespace engine {
namespace {

constexpr int kSteps = 40;
constexpr double kStride = 0.5, kShortestStride = 0.02;
/// Joints of a plausible pose are left where they are: the field knows people, not this person.
constexpr double kPlausible = 0.04;

/// What the field says of a pose.
struct Pull {
    std::array<ImagePoint, kJointCount> by{};  ///< in pixels
    PoseDistance distance;
};

}  // namespace

/// The network and its questions.
class LocalPoseField::Net {
public:
    explicit Net(PoseFieldModule module) : module_(std::move(module)) {}

    Pull pull(const Skeleton& pose) const {
        const torch::InferenceMode inference;
        const torch::Tensor places = torch::zeros({1, kJointCount, 2}), seen = torch::zeros({1, kJointCount});
        auto place = places.accessor<float, 3>();
        auto shown = seen.accessor<float, 2>();
        int count = 0;
        for (int i = 0; i < kJointCount; ++i) {
            const Joint& joint = pose.joints[static_cast<std::size_t>(i)];
            if (!(joint.confidence > 0)) continue;
            place[0][i][0] = static_cast<float>(joint.at.x);
            place[0][i][1] = static_cast<float>(joint.at.y);
            shown[0][i] = 1;
            ++count;
        }
        Pull pull;
        if (count < kFewest) return pull;
        const torch::Tensor told = module_.ptr()->forward(places, seen).contiguous();
        const double size = PoseFieldModuleImpl::sizeOf(places, seen).item<double>();
        const auto by = told.accessor<float, 3>();
        double squares = 0;
        for (int i = 0; i < kJointCount; ++i) {
            const std::size_t joint = static_cast<std::size_t>(i);
            const double x = by[0][i][0], y = by[0][i][1];
            pull.by[joint] = {x * size, y * size};
            pull.distance.of_joint[joint] = std::hypot(x, y);
            squares += x * x + y * y;
        }
        pull.distance.whole = std::sqrt(squares / count);
        return pull;
    }

private:
    /// Two joints or one can stand anywhere.
    static constexpr int kFewest = 3;

    PoseFieldModule module_;
};

/// Read once, whoever asks first.
struct LocalPoseField::Lazy {
    std::mutex mutex;
    std::optional<Result<Net>> net;
};

LocalPoseField::LocalPoseField(std::string folder)
    : folder_(std::move(folder)), lazy_(std::make_unique<Lazy>()) {}
LocalPoseField::~LocalPoseField() = default;

Result<const LocalPoseField::Net*> LocalPoseField::net() const {
    const std::scoped_lock lock(lazy_->mutex);
    if (!lazy_->net) {
        Result<PoseFieldModule> module = loadPoseField(folder_);
        lazy_->net = module ? Result<Net>(Net(std::move(module).value())) : Result<Net>(module.error());
    }
    if (!*lazy_->net) return lazy_->net->error();
    return &lazy_->net->value();
}

Result<PoseDistance> LocalPoseField::distance(const Skeleton& pose) const {
    const Result<const Net*> asked = net();
    if (!asked) return asked.error();
    return asked.value()->pull(pose).distance;
}

Result<Skeleton> LocalPoseField::snapped(const Skeleton& pose) const {
    const Result<const Net*> asked = net();
    if (!asked) return asked.error();
    Skeleton best = pose;
    Pull pull = asked.value()->pull(best);
    double stride = kStride;
    for (int i = 0; i < kSteps && pull.distance.whole > kPlausible && stride > kShortestStride; ++i) {
        Skeleton next = best;
        for (std::size_t joint = 0; joint < next.joints.size(); ++joint) {
            next.joints[joint].at.x += stride * pull.by[joint].x;
            next.joints[joint].at.y += stride * pull.by[joint].y;
        }
        const Pull there = asked.value()->pull(next);
        if (there.distance.whole < pull.distance.whole) {
            best = next;
            pull = there;
        } else {
            stride /= 2;
        }
    }
    return best;
}

}  // namespace engine
