#include "engine/models/structure_style/structure_style.h"

#include <ATen/CPUGeneratorImpl.h>

#include "engine/models/component_folder.h"
#include "engine/models/structure_style/structure_style_files.h"
#include "engine/models/structure_style/structure_style_module.h"

namespace engine {
namespace {

/// By how much contrast may change, in log units: of light and of either difference of colour. More of it
/// shows the noise of what was flat and dark; colours may well become one.
constexpr float kLess[] = {-0.4f, -2, -2}, kMore[] = {0.15f, 0.15f, 0.15f};

/// `style` [D] as `own` [D] can take it: its colours, and a contrast near the own one.
at::Tensor withinReach(const at::Tensor& style, const at::Tensor& own) {
    constexpr int kChannels = StructureStyleModuleImpl::kColours / 2;
    at::Tensor held = style.clone();
    for (int c = 0; c < kChannels; ++c) {
        const at::Tensor contrast = own[kChannels + c];
        held[kChannels + c].copy_(
            at::minimum(at::maximum(style[kChannels + c], contrast + kLess[c]), contrast + kMore[c]));
    }
    return held;
}

}  // namespace

Result<StructureStyle> StructureStyle::load(const std::string& folder, const Compute& compute) {
    const auto config = readStructureStyleConfig(folder);
    if (!config) return config.error();
    auto module = std::make_shared<StructureStyleModuleImpl>(config.value());
    if (auto loaded = loadComponentWeights(*module, folder); !loaded) return loaded.error();
    module->to(compute.device, compute.type);
    return StructureStyle(std::move(module), compute);
}

int StructureStyle::pictureSize() const {
    return module_->config.picture_size;
}

StructureStyle::Seen StructureStyle::look(const at::Tensor& picture) const {
    const torch::InferenceMode inference;
    const at::Tensor here =
        picture.to(compute_.device, compute_.type).contiguous(at::MemoryFormat::ChannelsLast);
    Seen seen;
    seen.picture = picture;
    seen.structure = module_->structureOf(here);
    // The mirror image is asked too, and the answers are averaged: two guesses err less than one.
    const at::Tensor mirrored = module_->maskLogits(module_->structureOf(here.flip(3))).flip(3);
    const at::Tensor masks = ((module_->maskLogits(seen.structure) + mirrored) / 2).softmax(1);
    seen.styles = module_->stylesOf(here, masks).to(at::kCPU, at::kFloat);
    seen.masks = masks.to(at::kCPU, at::kFloat);
    return seen;
}

at::Tensor StructureStyle::variation(const at::Tensor& own, Part part, std::uint64_t number,
                                     double spread) const {
    const auto region = static_cast<std::int64_t>(part);
    const at::Tensor root = module_->style_root[region].to(at::kCPU, at::kFloat);
    // Numbers 1, 2, 3 … are neighbours; the generator's state must not be.
    at::Generator random = at::detail::createCPUGenerator(number * 0x9E3779B97F4A7C15u + region);
    return withinReach(own + spread * at::matmul(root, at::randn({root.size(1)}, random)), own);
}

at::Tensor StructureStyle::taken(const at::Tensor& own, const at::Tensor& donor) const {
    return withinReach(donor, own);
}

at::Tensor StructureStyle::paint(const Seen& seen, const at::Tensor& styles) const {
    const torch::InferenceMode inference;
    const auto here = [&](const at::Tensor& x) { return x.to(compute_.device, compute_.type); };
    const at::Tensor masks = here(seen.masks);
    const at::Tensor pattern = module_->patternOf(here(seen.picture), masks, here(seen.styles));
    return module_->paint(seen.structure, pattern, masks, here(styles)).to(at::kCPU, at::kFloat);
}

}  // namespace engine
