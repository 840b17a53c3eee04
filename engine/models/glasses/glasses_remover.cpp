#include "engine/models/glasses/glasses_remover.h"

#include <ATen/ATen.h>

#include "engine/models/component_folder.h"
#include "engine/models/glasses/glasses_files.h"
#include "engine/models/glasses/glasses_module.h"
#include "engine/models/glasses/glasses_worn.h"
#include "engine/nn/srgb_light.h"

namespace engine {
namespace {

at::Tensor relit(const at::Tensor& picture, const at::Tensor& gain) {
    return gained(picture, gain).clamp(0, 1);
}

}  // namespace

Result<GlassesRemover> GlassesRemover::load(const std::string& folder, const Compute& compute) {
    const auto config = readGlassesConfig(folder);
    if (!config) return config.error();
    auto module = std::make_shared<GlassesModuleImpl>(config.value());
    if (auto loaded = loadComponentWeights(*module, folder); !loaded) return loaded.error();
    module->to(compute.device, compute.type);
    return GlassesRemover(std::move(module), compute);
}

GlassesRemover::Answer GlassesRemover::look(const at::Tensor& band) const {
    const torch::InferenceMode inference;
    const auto both = [&](const at::Tensor& x) {
        return at::cat({x, x.flip(3)}).to(compute_.device, compute_.type);
    };
    const auto mean = [&](const at::Tensor& x) {
        const at::Tensor here = x.to(band.options());
        return (here.narrow(0, 0, 1) + here.narrow(0, 1, 1).flip(3)) / 2;
    };
    const GlassesModuleImpl::Seen seen = module_->see(both(band));
    Answer answer;
    answer.cover = mean(seen.cover.sigmoid());
    answer.touched = mean(seen.touched.sigmoid());
    answer.gain = unshadedGain(band, mean(seen.lit.clamp(0, 1)), answer.cover, answer.touched);
    answer.hidden = paintedShare(answer.cover);
    answer.painted = mean(module_->paint(both(relit(band, answer.gain)), both(answer.hidden))).clamp(0, 1);
    return answer;
}

at::Tensor GlassesRemover::takenOff(const at::Tensor& band, const Answer& answer) {
    const at::Tensor light = relit(band, answer.gain);
    return light + answer.hidden * (answer.painted - light);
}

}  // namespace engine
