#include "engine/models/studio/wanted_names.h"

#include <ATen/ATen.h>

#include "engine/models/autoencoder/kl_autoencoder.h"
#include "engine/models/autoencoder/patch_transform.h"
#include "engine/models/controlnet/controlnet.h"
#include "engine/models/preview_decoder/tiny_autoencoder.h"
#include "engine/models/text_encoder/text_encoder.h"
#include "engine/models/unet/unet.h"

namespace engine {
namespace {

template <typename Network, typename Config>
Result<WeightReader> walked(const Result<Config>& config, const Checkpoint& weights) {
    if (!config) return config.error();
    WeightReader reader(weights, {}, Residence::Absent);
    reader.ignore({"position_ids"});
    Network(reader, config.value());
    return reader;
}

Result<WeightReader> walk(const ModelConfig& settings, const Checkpoint& weights) {
    const std::string& name = settings.className();
    if (name == "UNet2DConditionModel") return walked<Unet>(readUnetConfig(settings), weights);
    if (name == "ControlNetModel") return walked<ControlNet>(readControlNetConfig(settings), weights);
    if (name == "AutoencoderKL") return walked<KlAutoencoder>(readKlAutoencoderConfig(settings), weights);
    if (name == PatchTransform::kClassName)
        return walked<PatchTransform>(readPatchTransformConfig(settings), weights);
    if (name == "AutoencoderTiny")
        return walked<TinyAutoencoder>(readTinyAutoencoderConfig(settings), weights);
    if (settings.isSet("architectures")) return walked<TextEncoder>(readTextEncoderConfig(settings), weights);
    return settings.unfit("_class_name", "the class of a network that is supported");
}

}  // namespace

Result<std::set<std::string>> wantedNames(const ModelConfig& settings) {
    const Checkpoint nothing;
    const Result<WeightReader> reader = walk(settings, nothing);
    if (!reader) return reader.error();
    const std::vector<std::string> missing = reader.value().report().missing;
    return std::set<std::string>(missing.begin(), missing.end());
}

Result<WeightReader::Report> compare(const ModelConfig& settings, const Checkpoint& weights) {
    const Result<WeightReader> reader = walk(settings, weights);
    if (!reader) return reader.error();
    return reader.value().report();
}

}  // namespace engine
