#include "engine/models/structure_style/structure_style.h"

#include <ATen/CPUGeneratorImpl.h>

#include "engine/models/component_folder.h"
#include "engine/models/structure_style/structure_style_files.h"
#include "engine/models/structure_style/structure_style_module.h"

namespace engine {

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
    return own + spread * at::matmul(root, at::randn({root.size(1)}, random));
}

at::Tensor StructureStyle::paint(const Seen& seen, const at::Tensor& styles) const {
    const torch::InferenceMode inference;
    const auto here = [&](const at::Tensor& x) { return x.to(compute_.device, compute_.type); };
    return module_->paint(seen.structure, here(seen.masks), here(styles)).to(at::kCPU, at::kFloat);
}

}  // namespace engine
