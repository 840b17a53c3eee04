#include "engine/models/studio/weights_kind.h"

#include <algorithm>

namespace engine {

bool hasPrefix(const Checkpoint& file, const std::string& prefix) {
    const auto place = file.tensors().lower_bound(prefix);
    return place != file.tensors().end() && place->first.starts_with(prefix);
}

WeightsKind kindOf(const Checkpoint& file) {
    const auto any = [&](const std::string& part) {
        return std::any_of(file.tensors().begin(), file.tensors().end(),
                           [&](const auto& item) { return item.first.find(part) != std::string::npos; });
    };
    if (hasPrefix(file, original::kUnet)) {
        if (hasPrefix(file, original::kSecondOfTwo)) return WeightsKind::SdxlCheckpoint;
        return hasPrefix(file, original::kOpenClip) ? WeightsKind::Sd2Checkpoint : WeightsKind::Sd1Checkpoint;
    }
    if (hasPrefix(file, original::kControl)) return WeightsKind::ControlNet;
    if (hasPrefix(file, "controlnet_")) return WeightsKind::ComponentControlNet;
    if (any("hada_w") || any("lokr_") || any("dora_scale") || any("oft_diag")) return WeightsKind::OtherLora;
    if (any("lora_") || any(".lora.")) return WeightsKind::Lora;
    if (file.has("emb_params") || file.has("clip_g") || file.tensors().size() == 1)
        return WeightsKind::Embedding;
    if (hasPrefix(file, "encoder.layers.") || hasPrefix(file, "decoder.layers."))
        return WeightsKind::TinyAutoencoder;
    if (hasPrefix(file, "encoder.down") || hasPrefix(file, original::kVae)) return WeightsKind::Autoencoder;
    if (hasPrefix(file, "down_blocks.")) return WeightsKind::Unet;
    if (hasPrefix(file, "text_model.")) return WeightsKind::TextEncoder;
    return WeightsKind::Unknown;
}

std::string nameOf(WeightsKind kind) {
    switch (kind) {
        case WeightsKind::Sd1Checkpoint:
            return "an SD 1.x checkpoint";
        case WeightsKind::Sd2Checkpoint:
            return "an SD 2.x checkpoint";
        case WeightsKind::SdxlCheckpoint:
            return "an SDXL checkpoint";
        case WeightsKind::ControlNet:
            return "a ControlNet";
        case WeightsKind::ComponentControlNet:
            return "a ControlNet in diffusers' names without its config.json";
        case WeightsKind::Lora:
            return "a LoRA";
        case WeightsKind::OtherLora:
            return "an adapter of a kind that is not supported (LoHa, LoKr, DoRA, …)";
        case WeightsKind::Embedding:
            return "a textual inversion";
        case WeightsKind::TinyAutoencoder:
            return "a tiny autoencoder";
        case WeightsKind::Autoencoder:
            return "an autoencoder without the rest of its model";
        case WeightsKind::Unet:
            return "a U-Net without the rest of its model";
        case WeightsKind::TextEncoder:
            return "a text encoder without the rest of its model";
        case WeightsKind::Unknown:
            break;
    }
    return "a file of unknown tensors";
}

}  // namespace engine
