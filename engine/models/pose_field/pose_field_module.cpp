#include "engine/models/pose_field/pose_field_module.h"

#include "engine/api/reading.h"

namespace engine {
namespace nn = torch::nn;

namespace {

/// [B, 18, 2] → [B, 1, 2]: the mean over the joints that are seen.
torch::Tensor middleOf(const torch::Tensor& places, const torch::Tensor& shown) {
    return (places * shown).sum(1, true) / shown.sum(1, true).clamp_min(1);
}

}  // namespace

PoseFieldModuleImpl::PoseFieldModuleImpl(int w) : width(w) {
    const int widths[] = {3 * kJointCount, w, w, w, 2 * kJointCount};
    for (std::size_t i = 0; i + 1 < std::size(widths); ++i) {
        linears_.push_back(
            register_module("linear" + std::to_string(i), nn::Linear(widths[i], widths[i + 1])));
    }
}

torch::Tensor PoseFieldModuleImpl::sizeOf(const torch::Tensor& places, const torch::Tensor& seen) {
    const torch::Tensor shown = seen.unsqueeze(2);
    const torch::Tensor off = (places - middleOf(places, shown)) * shown;
    return (off.square().sum({1, 2}, true) / shown.sum(1, true).clamp_min(1)).sqrt().clamp_min(kSmallestSize);
}

torch::Tensor PoseFieldModuleImpl::forward(const torch::Tensor& places, const torch::Tensor& seen) {
    const torch::Tensor shown = seen.unsqueeze(2);
    const torch::Tensor pose = (places - middleOf(places, shown)) * shown / sizeOf(places, seen);
    torch::Tensor x = torch::cat({pose, shown}, 2).flatten(1);
    for (std::size_t i = 0; i < linears_.size(); ++i) {
        x = linears_[i]->forward(x);
        if (i + 1 < linears_.size()) x = torch::silu(x);
    }
    return x.view({-1, kJointCount, 2}) * shown;
}

}  // namespace engine
