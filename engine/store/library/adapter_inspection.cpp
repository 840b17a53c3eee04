#include "engine/store/library/adapter_inspection.h"

#include <algorithm>

#include "engine/files/textual_inversion.h"
#include "engine/models/studio/lora.h"
#include "engine/store/library/family_of_width.h"

namespace engine {
namespace {

/// Whether a layer's name, with dots or underscores, ends so.
bool endsWith(std::string name, const std::string& ending) {
    std::replace(name.begin(), name.end(), '.', '_');
    return name.ends_with(ending);
}

/// Layers that read the text are as wide as the text encoders; so are the encoders' own.
std::string familyOf(const std::map<std::string, LoraMatrices>& layers) {
    std::string family;
    for (const auto& [name, matrices] : layers) {
        if (name.starts_with("lora_te1_") || name.starts_with("lora_te2_") ||
            name.starts_with("text_encoder_2.")) {
            return nameOf(Family::Sdxl);
        }
        const std::int64_t width = matrices.down.shape.size() > 1 ? matrices.down.shape[1] : 0;
        if (endsWith(name, "_attn2_to_k") || endsWith(name, "_attn2_to_v")) return familyOfWidth(width);
        if (endsWith(name, "_self_attn_q_proj")) family = familyOfWidth(width);
    }
    return family;
}

}  // namespace

void inspectLora(ModelDescription& model) {
    model.kind = ModelKind::Lora;
    const auto layers = readLora(model.path);
    if (!layers) {
        model.problem = layers.error().message;
        return;
    }
    model.family = familyOf(layers.value());
    for (const auto& [name, matrices] : layers.value()) {
        for (const StoredTensor& stored : {matrices.down, matrices.up})
            model.memory += stored.bytes.size() / bytesPer(stored.dtype) * sizeof(float);
    }
}

void inspectEmbedding(ModelDescription& model) {
    model.kind = ModelKind::Embedding;
    const Result<TextualInversion> read = readTextualInversion(model.path);
    if (!read) {
        model.problem = read.error().message;
        return;
    }
    model.family = read.value().second ? nameOf(Family::Sdxl) : familyOfWidth(read.value().rows.width);
    model.memory = read.value().rows.values.size() * sizeof(float);
    if (read.value().second) model.memory += read.value().second->values.size() * sizeof(float);
}

}  // namespace engine
