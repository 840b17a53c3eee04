#include "engine/models/studio/studio_model.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/models/autoencoder/kl_autoencoder.h"
#include "engine/models/autoencoder/patch_transform.h"
#include "engine/models/studio/lora_names.h"

namespace engine {

template <typename Network, typename Kind, typename Config>
Result<const Kind*> StudioModel::loaded(LoadedNetwork<Kind>& slot, const Component& component,
                                        const std::string& name, Residence residence,
                                        Result<Config> (*settings)(const ModelConfig&)) {
    if (!slot.network) {
        auto built = loadNetwork<Network>(component, settings(component.config), name, compute_, residence);
        if (!built) return built.error();
        LoadedNetwork<Network> whole = std::move(built).value();
        slot = {std::move(whole.network), std::move(whole.layers), std::move(whole.weights)};
        returnFreedMemory();  // loading leaves as much behind as it has taken
        attachLoras(name, slot.layers);
    }
    return slot.network.get();
}

Result<const Unet*> StudioModel::unet() {
    return loaded<Unet>(unet_, files_.unet, "unet", residence_, &readUnetConfig);
}

Result<const Autoencoder*> StudioModel::autoencoder() {
    if (files_.vae.config.className() == PatchTransform::kClassName) {
        return loaded<PatchTransform>(autoencoder_, files_.vae, "autoencoder", Residence::Ready,
                                      &readPatchTransformConfig);
    }
    return loaded<KlAutoencoder>(autoencoder_, files_.vae, "autoencoder", Residence::Mapped,
                                 &readKlAutoencoderConfig);
}

Result<const TextEncoder*> StudioModel::textEncoder() {
    return loaded<TextEncoder>(text_encoder_, files_.text_encoder, "text_encoder", Residence::Mapped,
                               &readTextEncoderConfig);
}

Result<const TextEncoder*> StudioModel::textEncoder2() {
    return loaded<TextEncoder>(text_encoder_2_, *files_.text_encoder_2, "text_encoder_2", Residence::Mapped,
                               &readTextEncoderConfig);
}

void StudioModel::releaseTextEncoders() {
    text_encoder_ = {};
    text_encoder_2_ = {};
}

Result<Done> StudioModel::setLoras(const std::vector<LoraChoice>& choices) {
    std::vector<OpenLora> wanted;
    std::optional<LoraNames> names;
    for (const LoraChoice& choice : choices) {
        const auto open = std::find_if(loras_.begin(), loras_.end(),
                                       [&](const OpenLora& lora) { return lora.choice.path == choice.path; });
        if (open != loras_.end()) {
            wanted.push_back({choice, open->fitted});
            continue;
        }
        if (!names) {
            Result<LoraNames> found = loraNamesOf(files_);
            if (!found) return found.error();
            names = std::move(found).value();
        }
        Result<FittedLora> fitted = openLora(choice.path, *names);
        if (!fitted) return fitted.error();
        wanted.push_back({choice, std::move(fitted).value()});
    }
    loras_ = std::move(wanted);
    attachLoras("unet", unet_.layers);
    attachLoras("text_encoder", text_encoder_.layers);
    attachLoras("text_encoder_2", text_encoder_2_.layers);
    return Done{};
}

void StudioModel::attachLoras(const std::string& component, const LayerDirectory& layers) const {
    for (const auto& [name, layer] : layers) layer->adapters.clear();
    for (const OpenLora& lora : loras_) {
        if (const auto part = lora.fitted.find(component); part != lora.fitted.end())
            attach(part->second, lora.choice.scale, layers, compute_);
    }
}

Result<Done> StudioModel::stillWhole() const {
    for (const Component* part : {&files_.unet, &files_.vae, &files_.text_encoder}) {
        if (auto whole = part->weights.stillWhole(); !whole) return whole;
    }
    return files_.text_encoder_2 ? files_.text_encoder_2->weights.stillWhole() : Done{};
}

}  // namespace engine
