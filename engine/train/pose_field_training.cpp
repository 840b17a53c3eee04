#include "engine/train/pose_field_training.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numbers>

#include "engine/models/pose_field/local_pose_field.h"
#include "engine/models/pose_field/pose_field_files.h"
#include "engine/train/pose_samples.h"
#include "engine/train/prefetch.h"
#include "engine/train/reader_body.h"

namespace engine {
namespace {

constexpr double kUntouched = 0.15;                   ///< share of samples that are plausible as they are
constexpr double kLeastAway = 0.05, kMostAway = 2.5;  ///< face widths
constexpr double kJitter = 0.01;

struct Batch {
    torch::Tensor places, target, seen;  ///< [B, 18, 2] twice, [B, 18]
};

/// `pose` with some of its joints moved away, by as little as a twentieth of a face and as much as two.
Skeleton disturbed(const Skeleton& pose, Random& random) {
    Skeleton out = pose;
    const double share = random.chance(kUntouched) ? 0 : random.between(0.05, 0.5);
    for (Joint& joint : out.joints) {
        joint.at.x += kJitter * random.normal();
        joint.at.y += kJitter * random.normal();
        if (!random.chance(share)) continue;
        const double away = std::exp(random.between(std::log(kLeastAway), std::log(kMostAway)));
        const double direction = random.between(0, 2 * std::numbers::pi);
        joint.at.x += away * std::cos(direction);
        joint.at.y += away * std::sin(direction);
    }
    return out;
}

Batch drawBatch(PoseSampler& sampler, Random& random, int count) {
    Batch batch{torch::zeros({count, kJointCount, 2}), torch::zeros({count, kJointCount, 2}),
                torch::zeros({count, kJointCount})};
    auto places = batch.places.accessor<float, 3>(), target = batch.target.accessor<float, 3>();
    auto seen = batch.seen.accessor<float, 2>();
    for (int b = 0; b < count; ++b) {
        const Skeleton pose = sampler.draw(), moved = disturbed(pose, random);
        for (int i = 0; i < kJointCount; ++i) {
            const std::size_t joint = static_cast<std::size_t>(i);
            if (!(pose.joints[joint].confidence > 0)) continue;
            places[b][i][0] = static_cast<float>(moved.joints[joint].at.x);
            places[b][i][1] = static_cast<float>(moved.joints[joint].at.y);
            target[b][i][0] = static_cast<float>(pose.joints[joint].at.x);
            target[b][i][1] = static_cast<float>(pose.joints[joint].at.y);
            seen[b][i] = 1;
        }
    }
    return batch;
}

/// The chance that one of `high` lies above one of `low` (the area under the ROC curve).
double separation(const std::vector<double>& low, const std::vector<double>& high) {
    double won = 0;
    for (const double h : high) {
        for (const double l : low) won += h > l ? 1 : h == l ? 0.5 : 0;
    }
    return won / static_cast<double>(std::max<std::size_t>(1, low.size() * high.size()));
}

/// What a test of the field does to a pose.
struct Disturbance {
    const char* name;
    bool one;     ///< a single joint in any direction, else every joint by chance
    double away;  ///< face widths: the distance, or its standard deviation in x and y
};
constexpr Disturbance kDisturbances[] = {{"every joint by about 0.1", false, 0.1},
                                         {"every joint by about 0.2", false, 0.2},
                                         {"one joint by 0.3", true, 0.3},
                                         {"one joint by 0.5", true, 0.5}};

Skeleton disturbed(const Skeleton& pose, const Disturbance& how, double face, Random& random) {
    Skeleton out = pose;
    std::vector<Joint*> there;
    for (Joint& joint : out.joints) {
        if (joint.confidence > 0) there.push_back(&joint);
    }
    const double away = how.away * face;
    if (how.one) {
        Joint& joint = *there[static_cast<std::size_t>(random.whole(0, static_cast<int>(there.size()) - 1))];
        const double direction = random.between(0, 2 * std::numbers::pi);
        joint.at = {joint.at.x + away * std::cos(direction), joint.at.y + away * std::sin(direction)};
        return out;
    }
    for (Joint* joint : there)
        joint->at = {joint->at.x + away * random.normal(), joint->at.y + away * random.normal()};
    return out;
}

/// How well the field tells real poses from the same disturbed, in face widths.
void printFigures(const PoseField& field, const std::vector<Portrait>& people) {
    constexpr int kDraws = 5;
    Random random(20261);
    const auto distance = [&](const Skeleton& pose) {
        const Result<PoseDistance> said = field.distance(pose);
        return said ? said.value().whole : 0.0;
    };
    std::vector<double> real;
    for (const Portrait& person : people) real.push_back(distance(poseOf(person)));
    for (const Disturbance& how : kDisturbances) {
        std::vector<double> moved, left;
        for (const Portrait& person : people) {
            for (int i = 0; i < kDraws; ++i) {
                const Skeleton pose = disturbed(poseOf(person), how, faceSize(person.mesh), random);
                moved.push_back(distance(pose));
                const Result<Skeleton> snapped = field.snapped(pose);
                left.push_back(snapped ? distance(snapped.value()) / std::max(1e-9, moved.back()) : 1);
            }
        }
        std::sort(left.begin(), left.end());
        std::printf("%s: ROC AUC %.3f, snapping leaves %.2f of the distance (median)\n", how.name,
                    separation(real, moved), left[left.size() / 2]);
    }
    std::sort(real.begin(), real.end());
    std::printf("real poses of %zu held-out people: distance %.3f (median), %.3f (95 %%)\n", real.size(),
                real[real.size() / 2], real[real.size() * 95 / 100]);
}

}  // namespace

Result<Done> trainPoseField(const PoseFieldTrainingOptions& options) {
    const Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::Training);
    if (!set) return set.error();
    const Result<std::vector<Portrait>> held_out = readPortraitSet(options.data, Split::HeldOut);
    if (!held_out) return held_out.error();
    torch::manual_seed(options.seed);
    torch::set_num_threads(options.threads);
    PoseFieldModule net;
    net->to(options.plan.device);
    Training training(*net, options.plan);
    const std::uint64_t seed = options.seed * 1000003 + static_cast<std::uint64_t>(training.steps());
    PoseSampler sampler(set.value(), seed);
    Random random(seed + 1);
    Prefetch<Batch> batches([&] { return drawBatch(sampler, random, options.batch); }, 8);

    Result<Done> saved = Done{};
    training.run(
        [&](Training::Figures& figures) {
            const Batch batch = batches.take();
            const torch::Tensor places = batch.places.to(options.plan.device),
                                seen = batch.seen.to(options.plan.device);
            const torch::Tensor back =
                (batch.target.to(options.plan.device) - places) / PoseFieldModuleImpl::sizeOf(places, seen);
            const torch::Tensor off = (net->forward(places, seen) - back).norm(2, 2) * seen;
            const torch::Tensor loss = off.sum() / seen.sum();
            figures.emplace_back("off", loss.item<double>());
            return loss;
        },
        [&] { saved = savePoseField(*net, options.component); });
    if (saved) printFigures(LocalPoseField(options.component), held_out.value());
    return saved;
}

}  // namespace engine
