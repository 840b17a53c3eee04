#include "engine/models/studio/studio_files.h"

#include <filesystem>

#include "engine/files/in_quotes.h"
#include "engine/files/model_settings.h"
#include "engine/models/autoencoder/patch_transform.h"
#include "engine/models/studio/fit_together.h"
#include "engine/models/studio/original_checkpoint.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

Result<Component> componentOf(const std::string& folder, const std::string& name,
                              const std::string& class_name) {
    std::error_code failed;
    if (!fs::is_directory(folder + "/" + name, failed)) {
        return Error{ErrorCode::ModelMissing, "A folder \"" + name + "\" was expected in the model " +
                                                  inQuotes(folder) +
                                                  ", but there is none; download the model again."};
    }
    Result<Component> component = openComponent(folder + "/" + name);
    if (component && !class_name.empty() && component.value().config.className() != class_name)
        return component.value().config.unfit("_class_name", "\"" + class_name + "\"");
    return component;
}

Family familyOf(const ModelConfig& unet, const ModelConfig& vae, bool two_encoders) {
    if (two_encoders) return Family::Sdxl;
    if (vae.className() == PatchTransform::kClassName) return Family::Portrait;
    ModelSettings settings(unet);
    constexpr int kOpenClipWidth = 1024;
    return settings.wholes("cross_attention_dim", {1280}, 1, 1, 1 << 20).front() == kOpenClipWidth
               ? Family::Sd2
               : Family::Sd1;
}

Result<StudioFiles> openFolder(const std::string& path) {
    const Result<ModelConfig> index = readModelConfig(path + "/model_index.json");
    if (!index) {
        if (index.error().code != ErrorCode::ModelMissing) return index.error();
        return Error{ErrorCode::ModelMissing,
                     "A diffusers model was expected in " + inQuotes(path) +
                         ", but it has no model_index.json; choose the folder that has one, "
                         "or a single .safetensors file."};
    }
    const bool two_encoders = index.value().isSet("text_encoder_2");
    Result<Component> unet = componentOf(path, "unet", "UNet2DConditionModel");
    if (!unet) return unet.error();
    Result<Component> vae = componentOf(path, "vae", "");  // of which kind is fitTogether()'s to say
    if (!vae) return vae.error();
    Result<Component> text_encoder = componentOf(path, "text_encoder", "");
    if (!text_encoder) return text_encoder.error();
    Result<ClipTokenizer> tokenizer = ClipTokenizer::open(path + "/tokenizer");
    if (!tokenizer) return tokenizer.error();
    Result<ModelConfig> scheduler = readModelConfig(path + "/scheduler/scheduler_config.json");
    if (!scheduler) return scheduler.error();
    ModelSettings settings(index.value());
    StudioFiles files{path,
                      familyOf(unet.value().config, vae.value().config, two_encoders),
                      std::move(unet).value(),
                      std::move(vae).value(),
                      std::move(text_encoder).value(),
                      {},
                      std::move(tokenizer).value(),
                      {},
                      std::move(scheduler).value(),
                      settings.flag("force_zeros_for_empty_prompt", true) && two_encoders,
                      {}};
    if (two_encoders) {
        Result<Component> second = componentOf(path, "text_encoder_2", "");
        if (!second) return second.error();
        Result<ClipTokenizer> tokenizer_2 = ClipTokenizer::open(path + "/tokenizer_2");
        if (!tokenizer_2) return tokenizer_2.error();
        files.text_encoder_2 = std::move(second).value();
        files.tokenizer_2 = std::move(tokenizer_2).value();
    }
    return files;
}

}  // namespace

std::string nameOf(Family family) {
    switch (family) {
        case Family::Sd1:
            return "SD 1.x";
        case Family::Sd2:
            return "SD 2.x";
        case Family::Sdxl:
            return "SDXL";
        case Family::Portrait:
            break;
    }
    return "portrait base";
}

Result<StudioFiles> openStudio(const std::string& path, const std::string& clip_merges) {
    std::error_code failed;
    Result<StudioFiles> files =
        fs::is_directory(path, failed) ? openFolder(path) : openOriginalCheckpoint(path, clip_merges);
    if (!files) return files;
    if (auto fit = fitTogether(files.value()); !fit) return fit.error();
    return files;
}

}  // namespace engine
