#include "engine/models/text_encoder/text_encoder.h"

#include <ATen/ATen.h>

#include "engine/files/model_settings.h"

namespace engine {

TextEncoder::TextEncoder(const WeightReader& reader, const TextEncoderConfig& config)
    : config_(config), final_norm_(reader / "text_model.final_layer_norm", config.width, config.eps) {
    WeightReader embeddings = reader / "text_model.embeddings";
    token_embedding_ = embeddings.take("token_embedding.weight", {config.vocabulary, config.width});
    position_embedding_ = embeddings.takeReady("position_embedding.weight", {config.positions, config.width});
    for (int i = 0; i < config.layers; ++i) {
        const WeightReader here = reader / ("text_model.encoder.layers." + std::to_string(i));
        const auto square = [&](const char* name) {
            return Linear(here / (std::string("self_attn.") + name), config.width, config.width);
        };
        layers_.push_back({LayerNorm(here / "layer_norm1", config.width, config.eps), square("q_proj"),
                           square("k_proj"), square("v_proj"), square("out_proj"),
                           LayerNorm(here / "layer_norm2", config.width, config.eps),
                           Linear(here / "mlp.fc1", config.width, config.inner_width),
                           Linear(here / "mlp.fc2", config.inner_width, config.width)});
    }
    if (config.projection > 0)
        text_projection_.emplace(reader / "text_projection", config.width, config.projection, false);
}

at::Tensor TextEncoder::through(const Layer& layer, const at::Tensor& x) const {
    const std::int64_t batch = x.size(0), count = x.size(1);
    const auto headed = [&](const at::Tensor& t) {
        return t.view({batch, count, config_.heads, config_.width / config_.heads}).transpose(1, 2);
    };
    const at::Tensor own = layer.norm1(x);
    const at::Tensor mixed = at::scaled_dot_product_attention(
        headed(layer.query(own)), headed(layer.key(own)), headed(layer.value(own)), {}, 0, true);
    const at::Tensor attended = x + layer.out(mixed.transpose(1, 2).reshape(x.sizes()));
    at::Tensor inner = layer.fc1(layer.norm2(attended));
    constexpr double kQuickGelu = 1.702;  // a sigmoid in the place of the normal distribution
    inner = config_.activation == TextEncoderConfig::Activation::Gelu
                ? at::gelu(inner)
                : inner * at::sigmoid(inner * kQuickGelu);
    return attended + layer.fc2(inner);
}

EncodedText TextEncoder::encode(const at::Tensor& ids, const at::Tensor& added) const {
    const at::Tensor inside = ids.clamp_max(config_.vocabulary - 1);
    at::Tensor x = at::embedding(token_embedding_, inside).to(position_embedding_.scalar_type());
    if (added.defined() && added.size(0) > 0) {
        const at::Tensor beyond = (ids - config_.vocabulary).clamp(0, added.size(0) - 1);
        x = at::where((ids >= config_.vocabulary).unsqueeze(2), at::embedding(added.to(x.options()), beyond),
                      x);
    }
    x = x + position_embedding_.narrow(0, 0, ids.size(1));
    EncodedText text;
    text.hidden.push_back(x);
    for (const Layer& layer : layers_) text.hidden.push_back(x = through(layer, x));
    text.last = final_norm_(x);
    text.pooled = pooled(text.last, ids);
    return text;
}

at::Tensor TextEncoder::pooled(const at::Tensor& last, const at::Tensor& ids) const {
    // Old settings say 2 where they mean "the largest id"; transformers keeps to that.
    constexpr int kLargestId = 2;
    const at::Tensor place =
        config_.end_token == kLargestId ? ids.argmax(1) : (ids == config_.end_token).to(c10::kInt).argmax(1);
    const at::Tensor index = place.view({-1, 1, 1}).expand({-1, 1, last.size(2)});
    const at::Tensor at_end = last.gather(1, index).squeeze(1);
    return text_projection_ ? (*text_projection_)(at_end) : at_end;
}

at::Tensor TextEncoder::skipped(const EncodedText& text, int skip) const {
    return final_norm_(text.hidden.at(text.hidden.size() - 1 - static_cast<std::size_t>(skip)));
}

Result<TextEncoderConfig> readTextEncoderConfig(const ModelConfig& config_file) {
    ModelSettings file(config_file);
    TextEncoderConfig config;
    config.vocabulary = file.whole("vocab_size", 49408, 1, 1 << 22);
    config.positions = file.whole("max_position_embeddings", 77, 77, 4096);
    config.width = file.whole("hidden_size", 512, 1, 16384);
    config.inner_width = file.whole("intermediate_size", 2048, 1, 1 << 18);
    config.heads = file.whole("num_attention_heads", 8, 1, 1024);
    config.layers = file.whole("num_hidden_layers", 12, 1, 256);
    config.end_token = file.whole("eos_token_id", 49407, 0, 1 << 24);
    config.eps = file.number("layer_norm_eps", 1e-5, 1e-12, 1);
    const std::string act = file.text("hidden_act", "quick_gelu");
    if (act != "quick_gelu" && act != "gelu") file.object("hidden_act", "\"quick_gelu\" or \"gelu\"");
    config.activation =
        act == "gelu" ? TextEncoderConfig::Activation::Gelu : TextEncoderConfig::Activation::QuickGelu;
    const std::vector<std::string> kind = file.texts("architectures", {"CLIPTextModel"});
    if (kind.front() != "CLIPTextModel" && kind.front() != "CLIPTextModelWithProjection")
        file.object("architectures", "CLIPTextModel or CLIPTextModelWithProjection");
    if (kind.front() == "CLIPTextModelWithProjection")
        config.projection = file.whole("projection_dim", 512, 1, 16384);
    if (config.width % config.heads != 0) file.object("num_attention_heads", "a divisor of hidden_size");
    if (file.error()) return *file.error();
    return config;
}

}  // namespace engine
