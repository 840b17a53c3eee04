#include "engine/train/pose_training.h"

#include <cmath>
#include <numbers>
#include <opencv2/core/utility.hpp>

#include "engine/models/pose_denoiser/pose_denoiser.h"
#include "engine/models/pose_denoiser/pose_denoiser_files.h"
#include "engine/models/pose_denoiser/pose_denoiser_module.h"
#include "engine/train/base_pupil.h"
#include "engine/train/half_precision.h"
#include "engine/train/head_shape_fit.h"
#include "engine/train/light_batch.h"
#include "engine/train/patch_fit.h"
#include "engine/train/prefetch.h"
#include "engine/train/repair_samples.h"

namespace engine {
namespace {

constexpr double kPureNoise = 0.3;  ///< of the samples are noise alone, where sampling begins
/// Conditions left out, so that guidance has something to compare with.
constexpr double kNoPose = 0.12, kNoStyle = 0.12, kNeither = 0.08;
constexpr double kKnown = 0.1;  ///< what an error counts where the photo tells the answer
constexpr double kJoints = 0.5;

struct RepairBatch {
    torch::Tensor truth, source, moved;  ///< latents [B, C, h, w]
    torch::Tensor from, known, pose;
    torch::Tensor joints, seen;  ///< [B, J, 2], [B, J]

    void to(torch::Device device) {
        for (torch::Tensor* t : {&truth, &source, &moved, &from, &known, &pose, &joints, &seen})
            *t = t->to(device);
    }
};

RepairBatch drawRepairBatch(RepairSampler& sampler, const PatchTransform& codec, int count) {
    torch::NoGradGuard no_gradients;
    std::vector<torch::Tensor> truth, source, moved, from, known, pose;
    const auto names = PoseDenoiser::kSeenJoints;
    const auto joint_count = static_cast<std::int64_t>(names.size());
    RepairBatch batch;
    batch.joints = torch::zeros({count, joint_count, 2});
    batch.seen = torch::zeros({count, joint_count});
    for (int i = 0; i < count; ++i) {
        const RepairSample sample = sampler.draw();
        truth.push_back(tensorOf(sample.truth));
        source.push_back(tensorOf(sample.source));
        moved.push_back(tensorOf(sample.moved));
        from.push_back(tensorOf(sample.from));
        known.push_back(tensorOf(sample.known));
        pose.push_back(tensorOf(sample.pose));
        for (std::int64_t j = 0; j < joint_count; ++j) {
            const Joint& joint = sample.skeleton[names[static_cast<std::size_t>(j)]];
            const bool inside = joint.at.x > 0 && joint.at.x < 1 && joint.at.y > 0 && joint.at.y < 1;
            batch.seen[i][j] = joint.confidence > 0 && inside ? 1.0 : 0.0;
            batch.joints[i][j][0] = joint.at.x;
            batch.joints[i][j][1] = joint.at.y;
        }
    }
    const auto encoded = [&](const std::vector<torch::Tensor>& pictures) {
        return codec.scaled(codec.encoded(torch::stack(pictures) * 2 - 1).mean);
    };
    batch.truth = encoded(truth);
    batch.source = encoded(source);
    batch.moved = encoded(moved);
    batch.from = torch::stack(from);
    batch.known = torch::stack(known);
    batch.pose = torch::stack(pose);
    return batch;
}

/// The codec's tensors, fitted to the portraits, as the module's buffers.
void fitCodec(PoseDenoiserModuleImpl& net, const std::vector<Portrait>& portraits) {
    const PatchFit fit = fitPatches(net.config.codec, static_cast<int>(portraits.size()), [&](int i) {
        return networkPicture(portraits[static_cast<std::size_t>(i)].picture, RepairSample::kSide);
    });
    net.basis.copy_(fit.basis);
    net.mean.copy_(fit.mean);
    net.deviation.copy_(fit.deviation);
}

/// Which samples of a batch see a condition, [B, 1, 1, 1].
struct Given {
    torch::Tensor pose, style;
};
Given drawGiven(int count, torch::Device device) {
    const torch::Tensor draw = torch::rand({count, 1, 1, 1});
    const torch::Tensor neither = draw < kNeither, no_pose = draw < kNeither + kNoPose;
    const torch::Tensor no_style = neither | (draw >= 1 - kNoStyle);
    return {no_pose.logical_not().to(device, torch::kFloat32),
            no_style.logical_not().to(device, torch::kFloat32)};
}

class PosePupil {
public:
    PosePupil(PoseDenoiserModule net, torch::Device device)
        : net_(std::move(net)), device_(device), half_(halfIsFaster(device)) {
        // What portraits vary by most is seen most: half of that, in logarithms, is what an error there
        // costs.
        power_ = net_->deviation.square().view({1, -1, 1, 1});
        weights_ = power_.pow(0.25);
        weights_ = weights_ / weights_.mean();
    }

    torch::Tensor loss(const RepairBatch& batch, Training::Figures& figures) {
        const auto count = static_cast<int>(batch.truth.size(0));
        const Given given = drawGiven(count, device_);
        torch::Tensor level = (torch::arange(count) + torch::rand({1})) / count;
        level = torch::where(torch::rand({count}) < kPureNoise, torch::ones({count}), level).to(device_);
        const torch::Tensor angle = (level * (std::numbers::pi / 2)).view({-1, 1, 1, 1});
        const torch::Tensor noisy = angle.cos() * batch.truth + angle.sin() * torch::randn_like(batch.truth);
        torch::Tensor said, seen_joints;
        {
            std::optional<HalfPrecision> half;
            if (half_) half.emplace(device_);
            const torch::Tensor pose = batch.pose * given.pose;
            const torch::Tensor texture = net_->aligned({batch.source, batch.moved, batch.from, batch.known},
                                                        pose, net_->config.alignments) *
                                          given.style;
            said = net_->forward(noisy, level, batch.moved * given.style, batch.known * given.style, texture,
                                 pose);
            seen_joints = net_->joints(torch::cat({batch.truth, said.detach()}));
        }
        const torch::Tensor error = said.to(torch::kFloat32) - batch.truth;
        const torch::Tensor unknown = 1 - batch.known;
        const torch::Tensor where = given.style * (kKnown + unknown) + (1 - given.style) * 0.5;
        tell(error, unknown * given.style, level, figures);
        const torch::Tensor off =
            (seen_joints.to(torch::kFloat32) - batch.joints.repeat({2, 1, 1})).abs().sum(2);
        const torch::Tensor seen = batch.seen.repeat({2, 1});
        const torch::Tensor joints = (off * seen).sum() / seen.sum().clamp_min(1);
        figures.emplace_back("joints", joints.item<double>());
        return (where * weights_ * error.square()).mean() + kJoints * joints;
    }

private:
    /// How well what is not known is painted, in pixels: at once from noise alone, and all.
    void tell(const torch::Tensor& error, const torch::Tensor& where, const torch::Tensor& level,
              Training::Figures& figures) const {
        const torch::Tensor pixels = (error.detach().square() * power_).sum(1, true) /
                                     (3.0 * net_->config.codec.patch * net_->config.codec.patch * 4);
        const torch::Tensor from_noise = where * (level == 1).to(torch::kFloat32).view({-1, 1, 1, 1});
        const double places = from_noise.sum().item<double>();
        if (places < 1) return;
        figures.emplace_back("psnr_from_noise",
                             -10 * std::log10((pixels * from_noise).sum().item<double>() / places + 1e-9));
    }

    PoseDenoiserModule net_;
    torch::Device device_;
    bool half_;
    torch::Tensor weights_, power_;
};

}  // namespace

Result<Done> trainPose(const TrainingOptions& options) {
    const Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::Training);
    if (!set) return set.error();
    const Result<HeadShapeFit> head = fitHeadShape(set.value());
    if (!head) return head.error();
    torch::manual_seed(options.seed);
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);

    PoseDenoiserModule net{PoseDenoiserConfig{}};
    fitCodec(*net, set.value());
    const std::unique_ptr<PatchTransform> codec = net->codec();
    net->to(options.plan.device, torch::kFloat32);
    std::int64_t parameters = 0;
    for (const auto& p : net->parameters()) parameters += p.numel();
    std::printf("%zu portraits, %lld parameters\n", set.value().size(), static_cast<long long>(parameters));

    Training training(*net, options.plan);
    // A resumed run draws other samples than the first, not the same ones again.
    const std::uint64_t seed = options.seed * 1000003 + static_cast<std::uint64_t>(training.steps());
    torch::manual_seed(seed);
    RepairSampler sampler(set.value(), head.value().shape, seed);
    Prefetch<RepairBatch> batches([&] { return drawRepairBatch(sampler, *codec, options.batch); }, 4);
    PosePupil pupil(net, options.plan.device);
    Result<Done> saved = Done{};
    training.run(
        [&](Training::Figures& figures) {
            RepairBatch batch = batches.take();
            batch.to(options.plan.device);
            return pupil.loss(batch, figures);
        },
        [&] { saved = savePoseDenoiser(*net, options.component); });
    return saved;
}

}  // namespace engine
