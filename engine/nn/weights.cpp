#include "engine/nn/weights.h"

#include <torch/torch.h>

#include <cstring>
#include <map>

#include "engine/files/safetensors.h"
#include "engine/nn/layers/weight_reader.h"

namespace engine {
namespace {

std::map<std::string, torch::Tensor> namedTensors(const torch::nn::Module& module) {
    std::map<std::string, torch::Tensor> tensors;
    for (const auto& item : module.named_parameters()) tensors[item.key()] = item.value();
    for (const auto& item : module.named_buffers()) tensors[item.key()] = item.value();
    return tensors;
}

/// Not those of eight bits, in which no component of ours is written.
bool isFloat(DType dtype) {
    const auto type = scalarTypeOf(dtype);
    return type && torch::isFloatingType(*type) && torch::elementSize(*type) > 1;
}

void addName(std::string& list, const std::string& name) {
    list += (list.empty() ? "" : ", ") + name;
}

}  // namespace

Result<Done> loadWeights(torch::nn::Module& module, const std::string& path) {
    Result<SafetensorsFile> opened = SafetensorsFile::open(path);
    if (!opened) return opened.error();
    const SafetensorsFile& file = opened.value();
    auto targets = namedTensors(module);

    std::string missing, unexpected, unfit;
    for (const auto& [name, target] : targets) {
        const TensorView* view = file.find(name);
        if (!view) {
            addName(missing, name);
        } else if (view->shape != target.sizes().vec() || !isFloat(view->dtype)) {
            addName(unfit, name);
        }
    }
    for (const TensorView& view : file.tensors()) {
        if (!targets.contains(view.name)) addName(unexpected, view.name);
    }
    if (!missing.empty() || !unexpected.empty() || !unfit.empty()) {
        return Error{ErrorCode::ModelCorrupt,
                     "The weights in " + path +
                         " do not fit this network (missing: " + (missing.empty() ? "none" : missing) +
                         "; unexpected: " + (unexpected.empty() ? "none" : unexpected) +
                         "; of another shape or type: " + (unfit.empty() ? "none" : unfit) +
                         "); install the model again."};
    }
    torch::NoGradGuard no_gradients;
    for (auto& [name, target] : targets) {
        const TensorView* view = file.find(name);
        torch::Tensor source = torch::empty(view->shape, *scalarTypeOf(view->dtype));
        std::memcpy(source.data_ptr(), view->bytes.data(), view->bytes.size());
        target.copy_(source);
    }
    if (!file.mapping()->isWhole()) {
        return Error{ErrorCode::ModelCorrupt,
                     path + " was shortened while it was read; install the model again."};
    }
    return Done{};
}

Result<Done> saveWeights(const torch::nn::Module& module, const std::string& path) {
    std::vector<torch::Tensor> kept;
    std::vector<TensorView> views;
    for (const auto& [name, tensor] : namedTensors(module)) {
        kept.push_back(tensor.detach().to(torch::kCPU, torch::kFloat16).contiguous());
        const auto* bytes = static_cast<const std::byte*>(kept.back().data_ptr());
        views.push_back({name, DType::F16, tensor.sizes().vec(), {bytes, kept.back().nbytes()}});
    }
    return writeSafetensors(path, views, {{"format", "pt"}});
}

}  // namespace engine
