#include "engine/models/studio/lora_names.h"

#include <ATen/ATen.h>

#include "engine/models/studio/original_names.h"
#include "engine/models/text_encoder/text_encoder.h"
#include "engine/models/unet/unet.h"

namespace engine {
namespace {

template <typename Network, typename Config>
LayerDirectory layersOf(const Config& config) {
    const Checkpoint nothing;
    WeightReader reader(nothing, {}, Residence::Absent);
    Network(reader, config);
    return reader.layers();
}

}  // namespace

Result<LoraNames> loraNamesOf(const StudioFiles& files) {
    LoraNames names;
    const Result<UnetConfig> unet = readUnetConfig(files.unet.config);
    if (!unet) return unet.error();
    const LayerDirectory layers = layersOf<Unet>(unet.value());
    names.add("unet", layers);
    const OriginalUnetNames original(unet.value().layers_per_block, unet.value().up_attends);
    const std::string ending = ".weight";  // the names are of tensors
    for (const auto& [name, layer] : layers) {
        std::string theirs = original(name + ending);
        theirs.resize(theirs.size() - ending.size());
        names.addAlias(theirs, "unet", name);
    }
    const auto addText = [&](const Component& component, const char* name) -> Result<Done> {
        const Result<TextEncoderConfig> config = readTextEncoderConfig(component.config);
        if (!config) return config.error();
        names.add(name, layersOf<TextEncoder>(config.value()));
        return Done{};
    };
    if (auto added = addText(files.text_encoder, "text_encoder"); !added) return added.error();
    if (files.text_encoder_2) {
        if (auto added = addText(*files.text_encoder_2, "text_encoder_2"); !added) return added.error();
    }
    return names;
}

}  // namespace engine
