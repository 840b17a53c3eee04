#include "engine/models/gain_field/gain_field_net.h"

#include "engine/models/component_folder.h"
#include "engine/models/gain_field/gain_field_files.h"
#include "engine/models/gain_field/gain_field_module.h"

namespace engine {

Result<GainFieldNet> GainFieldNet::load(const std::string& folder, const Compute& compute) {
    const Result<GainFieldConfig> config = readGainFieldConfig(folder);
    if (!config) return config.error();
    auto module = std::make_shared<GainFieldModuleImpl>(config.value());
    if (auto loaded = loadComponentWeights(*module, folder); !loaded) return loaded.error();
    module->to(compute.device, compute.type);
    return GainFieldNet(std::move(module), compute);
}

at::Tensor GainFieldNet::clean(const at::Tensor& noisy, double level, const at::Tensor& picture,
                               const at::Tensor& person) const {
    const auto here = [&](const at::Tensor& x) { return x.to(compute_.device, compute_.type); };
    const at::Tensor levels = at::full({noisy.size(0)}, level, here(noisy).options());
    return module_->forward(here(noisy), levels, here(picture), here(person)).field.to(noisy.options());
}

double GainFieldNet::fieldScale() const {
    return module_->config.field_scale;
}

}  // namespace engine
