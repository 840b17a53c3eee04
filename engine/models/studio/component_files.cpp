#include <algorithm>
#include <array>
#include <filesystem>

#include "engine/files/in_quotes.h"
#include "engine/files/pickle.h"
#include "engine/models/studio/original_checkpoint.h"
#include "engine/models/studio/studio_files.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

constexpr std::array kWeightFiles = {"diffusion_pytorch_model.safetensors",
                                     "model.safetensors",
                                     "diffusion_pytorch_model.fp16.safetensors",
                                     "model.fp16.safetensors",
                                     "diffusion_pytorch_model.safetensors.index.json",
                                     "model.safetensors.index.json"};
constexpr std::array kPickles = {"diffusion_pytorch_model.bin", "pytorch_model.bin"};

bool isFile(const fs::path& path) {
    std::error_code failed;
    return fs::is_regular_file(path, failed);
}

/// An autoencoder of the first diffusers releases names its attention otherwise; ours is today's.
Checkpoint withTodaysNames(const Checkpoint& weights) {
    static const std::array<std::pair<std::string, std::string>, 4> kRenamed = {
        {{".query.", ".to_q."}, {".key.", ".to_k."}, {".value.", ".to_v."}, {".proj_attn.", ".to_out.0."}}};
    std::map<std::string, StoredTensor, std::less<>> tensors;
    for (const auto& [name, stored] : weights.tensors()) {
        std::string today = name;
        for (const auto& [before, after] : kRenamed) {
            if (const auto place = today.find(before); place != today.npos)
                today.replace(place, before.size(), after);
        }
        tensors.emplace(today, stored.shape.size() == 4 && today != name ? stored.squeezed() : stored);
    }
    return weights.renamed(std::move(tensors));
}

}  // namespace

Result<Component> openComponent(const std::string& folder) {
    Result<ModelConfig> config = readModelConfig(folder + "/config.json");
    if (!config) return config.error();
    for (const char* name : kWeightFiles) {
        if (!isFile(fs::path(folder) / name)) continue;
        Result<Checkpoint> weights = Checkpoint::open((fs::path(folder) / name).string());
        if (!weights) return weights.error();
        if (config.value().className() == "AutoencoderKL")
            return Component{std::move(config).value(), withTodaysNames(weights.value())};
        return Component{std::move(config).value(), std::move(weights).value()};
    }
    for (const char* name : kPickles) {
        if (isFile(fs::path(folder) / name)) return pickleRefused((fs::path(folder) / name).string());
    }
    return Error{ErrorCode::ModelMissing,
                 "Weights were expected in " + inQuotes(folder) +
                     " (diffusion_pytorch_model.safetensors or model.safetensors), but there "
                     "are none; download the model again."};
}

Result<Component> openControlNet(const std::string& path) {
    std::error_code failed;
    Result<Component> component =
        fs::is_directory(path, failed) ? openComponent(path) : openOriginalControlNet(path);
    if (component && component.value().config.className() != "ControlNetModel")
        return component.value().config.unfit("_class_name", "\"ControlNetModel\"; choose a ControlNet");
    return component;
}

Result<Component> openTinyAutoencoder(const std::string& path) {
    Result<Component> component = openComponent(path);
    if (component && component.value().config.className() != "AutoencoderTiny")
        return component.value().config.unfit("_class_name", "\"AutoencoderTiny\"; choose a TAESD folder");
    return component;
}

}  // namespace engine
