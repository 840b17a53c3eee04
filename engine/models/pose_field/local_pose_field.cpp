#include "engine/models/pose_field/local_pose_field.h"

#include <Eigen/Dense>
#include <cmath>
#include <mutex>
#include <optional>
#include <vector>

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

/// The network and its questions. Computed with Eigen: a product of this size is done before LibTorch has
/// woken its threads.
class LocalPoseField::Net {
public:
    explicit Net(const PoseFieldModuleImpl& module) {
        for (const auto& layer : module.linears()) {
            layers_.push_back({matrixOf(layer->weight), matrixOf(layer->bias.unsqueeze(1))});
        }
    }

    Pull pull(const Skeleton& pose) const {
        Pull pull;
        std::vector<std::size_t> seen;
        ImagePoint middle{0, 0};
        for (std::size_t i = 0; i < pose.joints.size(); ++i) {
            if (!(pose.joints[i].confidence > 0)) continue;
            seen.push_back(i);
            middle = {middle.x + pose.joints[i].at.x, middle.y + pose.joints[i].at.y};
        }
        if (seen.size() < kFewest) return pull;
        const double count = static_cast<double>(seen.size());
        middle = {middle.x / count, middle.y / count};
        double squares = 0;
        for (const std::size_t i : seen)
            squares += square(pose.joints[i].at.x - middle.x) + square(pose.joints[i].at.y - middle.y);
        const double size = std::max(PoseFieldModuleImpl::kSmallestSize, std::sqrt(squares / count));

        Eigen::VectorXf x = Eigen::VectorXf::Zero(3 * kJointCount);
        for (const std::size_t i : seen) {
            const ImagePoint& at = pose.joints[i].at;
            x.segment<3>(static_cast<Eigen::Index>(3 * i)) << static_cast<float>((at.x - middle.x) / size),
                static_cast<float>((at.y - middle.y) / size), 1.0f;
        }
        for (std::size_t i = 0; i < layers_.size(); ++i) {
            x = (layers_[i].weight * x + layers_[i].bias).eval();
            if (i + 1 < layers_.size()) x = x.array() / (1 + (-x.array()).exp());  // SiLU
        }
        double far = 0;
        for (const std::size_t i : seen) {
            const double dx = x[static_cast<Eigen::Index>(2 * i)],
                         dy = x[static_cast<Eigen::Index>(2 * i + 1)];
            pull.by[i] = {dx * size, dy * size};
            pull.distance.of_joint[i] = std::hypot(dx, dy);
            far += dx * dx + dy * dy;
        }
        pull.distance.whole = std::sqrt(far / count);
        return pull;
    }

private:
    /// Two joints or one can stand anywhere.
    static constexpr std::size_t kFewest = 3;

    struct Layer {
        Eigen::MatrixXf weight, bias;
    };
    static double square(double x) { return x * x; }
    static Eigen::MatrixXf matrixOf(const torch::Tensor& rows) {
        using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
        const torch::Tensor whole = rows.detach().to(torch::kFloat32).contiguous();
        return Eigen::Map<const RowMajor>(whole.const_data_ptr<float>(), whole.size(0), whole.size(1));
    }

    std::vector<Layer> layers_;
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
        const Result<PoseFieldModule> module = loadPoseField(folder_);
        lazy_->net = module ? Result<Net>(Net(*module.value())) : Result<Net>(module.error());
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
