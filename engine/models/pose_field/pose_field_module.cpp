#include "engine/models/pose_field/pose_field_module.h"

#include "engine/api/reading.h"

namespace engine {
namespace nn = torch::nn;

namespace {

constexpr double kSmallestSize = 1e-6;

/// [B, 18, 2] → [B, 1, 2]: the mean over the joints that are seen.
torch::Tensor middleOf(const torch::Tensor& places, const torch::Tensor& shown) {
    return (places * shown).sum(1, true) / shown.sum(1, true).clamp_min(1);
}

}  // namespace

PoseFieldModuleImpl::PoseFieldModuleImpl(int w) : width(w) {
    layers_ = register_module(
        "layers", nn::Sequential(nn::Linear(3 * kJointCount, w), nn::SiLU(), nn::Linear(w, w), nn::SiLU(),
                                 nn::Linear(w, w), nn::SiLU(), nn::Linear(w, 2 * kJointCount)));
}

torch::Tensor PoseFieldModuleImpl::sizeOf(const torch::Tensor& places, const torch::Tensor& seen) {
    const torch::Tensor shown = seen.unsqueeze(2);
    const torch::Tensor off = (places - middleOf(places, shown)) * shown;
    return (off.square().sum({1, 2}, true) / shown.sum(1, true).clamp_min(1)).sqrt().clamp_min(kSmallestSize);
}

torch::Tensor PoseFieldModuleImpl::forward(const torch::Tensor& places, const torch::Tensor& seen) {
    const torch::Tensor shown = seen.unsqueeze(2);
    const torch::Tensor pose = (places - middleOf(places, shown)) * shown / sizeOf(places, seen);
    const torch::Tensor told = layers_->forward(torch::cat({pose, shown}, 2).flatten(1));
    return told.view({-1, kJointCount, 2}) * shown;
}

}  // namespace engine
