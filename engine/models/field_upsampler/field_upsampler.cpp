#include "engine/models/field_upsampler/field_upsampler.h"

#include <ATen/ATen.h>

#include <nlohmann/json.hpp>

#include "engine/files/model_folder.h"
#include "engine/models/component_folder.h"
#include "engine/models/field_upsampler/field_upsampler_module.h"

namespace engine {
namespace {

constexpr const char* kUpsamplerClass = "FieldUpsampler";

}  // namespace

Result<FieldUpsampler> FieldUpsampler::load(const std::string& folder, const Compute& compute) {
    const Result<ModelConfig> config = readComponentConfig(folder, kUpsamplerClass);
    if (!config) return config.error();
    const auto width = config.value().integer("width", 8, 512);
    if (!width) return width.error();
    auto module = std::make_shared<FieldUpsamplerModuleImpl>(static_cast<int>(width.value()));
    if (auto loaded = loadComponentWeights(*module, folder); !loaded) return loaded.error();
    module->to(compute.device, compute.type);
    return FieldUpsampler(std::move(module), compute);
}

Result<Done> FieldUpsampler::save(const FieldUpsamplerModuleImpl& module, const std::string& folder) {
    return saveComponent(module, {{"_class_name", kUpsamplerClass}, {"width", module.width}}, folder);
}

at::Tensor FieldUpsampler::enlarge(const at::Tensor& field, const at::Tensor& picture) const {
    const auto here = [&](const at::Tensor& x) { return x.to(compute_.device, compute_.type); };
    return module_->forward(here(field), here(picture)).to(field.options());
}

}  // namespace engine
