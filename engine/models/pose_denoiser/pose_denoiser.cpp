#include "engine/models/pose_denoiser/pose_denoiser.h"

#include <torch/torch.h>

#include "engine/models/component_folder.h"
#include "engine/models/pose_denoiser/pose_denoiser_files.h"
#include "engine/models/pose_denoiser/pose_denoiser_module.h"

namespace engine {

PoseDenoiser::PoseDenoiser(std::shared_ptr<PoseDenoiserModuleImpl> module, const Compute& compute)
    : module_(std::move(module)), codec_(module_->codec()), compute_(compute) {
    module_->to(compute_.device, compute_.type);
}

Result<PoseDenoiser> PoseDenoiser::load(const std::string& folder, const Compute& compute) {
    const auto config = readPoseDenoiserConfig(folder);
    if (!config) return config.error();
    const c10::InferenceMode with_gradients(false);  // wayTo() wants them
    auto module = std::make_shared<PoseDenoiserModuleImpl>(config.value());
    if (auto loaded = loadComponentWeights(*module, folder); !loaded) return loaded.error();
    for (auto& parameter : module->parameters()) parameter.requires_grad_(false);
    return PoseDenoiser(std::move(module), compute);
}

int PoseDenoiser::patch() const {
    return module_->config.codec.patch;
}

at::Tensor PoseDenoiser::latents(const at::Tensor& picture) const {
    return codec_->scaled(codec_->encoded(picture * 2 - 1).mean);
}

at::Tensor PoseDenoiser::picture(const at::Tensor& latents) const {
    return (codec_->decode(codec_->raw(latents)) / 2 + 0.5).clamp(0, 1);
}

PoseDenoiser::Condition PoseDenoiser::condition(const at::Tensor& photo, const at::Tensor& moved,
                                                const at::Tensor& from, const at::Tensor& known,
                                                const at::Tensor& pose, std::optional<int> rounds) const {
    const torch::InferenceMode inference;
    const auto here = [&](const at::Tensor& x) { return x.to(compute_.device, compute_.type); };
    Condition made{latents(moved), known, {}, pose};
    const PoseStyle style{here(latents(photo)), here(made.aligned), here(from), here(known)};
    made.texture =
        module_->aligned(style, here(pose), rounds.value_or(module_->config.alignments)).to(photo.options());
    return made;
}

Skeleton PoseDenoiser::seenIn(const at::Tensor& latents) const {
    const torch::InferenceMode inference;
    const at::Tensor places =
        module_->joints(latents.to(compute_.device, compute_.type)).to(at::kCPU, at::kFloat)[0];
    const auto at = places.accessor<float, 2>();
    const double width = 1.0 * latents.size(3) * patch(), height = 1.0 * latents.size(2) * patch();
    Skeleton seen;
    for (std::size_t i = 0; i < kSeenJoints.size(); ++i) {
        const auto j = static_cast<std::int64_t>(i);
        seen[kSeenJoints[i]] = {{at[j][0] * width, at[j][1] * height}, 1};
    }
    return seen;
}

at::Tensor PoseDenoiser::wayTo(const Skeleton& wanted, const at::Tensor& latents) const {
    const c10::InferenceMode with_gradients(false);
    const at::AutoGradMode recorded(true);
    const double width = 1.0 * latents.size(3) * patch(), height = 1.0 * latents.size(2) * patch();
    std::vector<float> places, there;
    for (const JointName name : kSeenJoints) {
        places.push_back(static_cast<float>(wanted[name].at.x / width));
        places.push_back(static_cast<float>(wanted[name].at.y / height));
        there.push_back(wanted.has(name) ? 1.0f : 0.0f);
    }
    const auto count = static_cast<std::int64_t>(kSeenJoints.size());
    const at::Tensor changed = latents.clone().requires_grad_();
    const at::Tensor seen =
        module_->joints(changed.to(compute_.device, compute_.type)).to(at::kCPU, at::kFloat)[0];
    const at::Tensor off = (seen - torch::tensor(places).view({count, 2})).square().sum(1);
    return -torch::autograd::grad({(off * torch::tensor(there)).sum() / 2}, {changed})[0];
}

at::Tensor PoseDenoiser::clean(const at::Tensor& noisy, double level, const Condition& condition,
                               const Guidance* guidance) const {
    const torch::InferenceMode inference;
    // Neither, the pose alone, the style alone; or both at once.
    const at::Tensor with_pose = guidance ? torch::tensor({0.f, 1.f, 0.f}) : torch::ones({1});
    const at::Tensor with_style = guidance ? torch::tensor({0.f, 0.f, 1.f}) : torch::ones({1});
    const std::int64_t asked = with_pose.size(0), count = noisy.size(0);
    const auto here = [&](const at::Tensor& x) { return x.to(compute_.device, compute_.type); };
    const auto where = [&](const at::Tensor& x, const at::Tensor& given) {
        return here((x * given.view({-1, 1, 1, 1})).repeat_interleave(count, 0));
    };
    const at::Tensor levels = torch::full({asked * count}, level);
    const at::Tensor said =
        module_
            ->forward(here(noisy).repeat({asked, 1, 1, 1}), here(levels),
                      where(condition.aligned, with_style), where(condition.known, with_style),
                      where(condition.texture, with_style), where(condition.pose, with_pose))
            .to(noisy.options());
    if (!guidance) return said;
    const auto answers = said.chunk(3);
    return answers[0] + guidance->pose * (answers[1] - answers[0]) +
           guidance->style * (answers[2] - answers[0]);
}

}  // namespace engine
