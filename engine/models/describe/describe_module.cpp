#include "engine/models/describe/describe_module.h"

#include "engine/api/reading.h"
#include "engine/files/lexicon.h"

namespace engine {
namespace nn = torch::nn;

namespace {

struct TextLayerImpl : nn::Module {
    TextLayerImpl(int width, int heads) : heads_(heads) {
        norm1 = register_module("norm1", nn::LayerNorm(nn::LayerNormOptions({width})));
        qkv = register_module("qkv", nn::Linear(width, 3 * width));
        out = register_module("out", nn::Linear(width, width));
        norm2 = register_module("norm2", nn::LayerNorm(nn::LayerNormOptions({width})));
        fc1 = register_module("fc1", nn::Linear(width, 4 * width));
        fc2 = register_module("fc2", nn::Linear(4 * width, width));
    }

    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& keep) {
        const auto b = x.size(0), n = x.size(1), c = x.size(2);
        const auto parts =
            qkv(norm1(x)).view({b, n, 3, heads_, c / heads_}).permute({2, 0, 3, 1, 4}).unbind(0);
        const torch::Tensor seen = keep.view({b, 1, 1, n}).expand({b, heads_, n, n});
        const torch::Tensor mixed = at::scaled_dot_product_attention(parts[0], parts[1], parts[2], seen);
        const torch::Tensor h = x + out(mixed.transpose(1, 2).reshape({b, n, c}));
        return h + fc2(torch::gelu(fc1(norm2(h))));
    }

    int heads_;
    nn::LayerNorm norm1{nullptr}, norm2{nullptr};
    nn::Linear qkv{nullptr}, out{nullptr}, fc1{nullptr}, fc2{nullptr};
};
TORCH_MODULE(TextLayer);

}  // namespace

TextTowerImpl::TextTowerImpl(const DescribeConfig& c) : heads_(c.text_heads) {
    const int width = c.field.text_width;
    words = register_module("words", nn::Embedding(c.vocabulary, width));
    places = register_module("places", nn::Embedding(DescribeConfig::kMostTokens, width));
    layers = register_module("layers", nn::ModuleList());
    for (int i = 0; i < c.text_layers; ++i) layers->push_back(TextLayer(width, heads_));
    norm = register_module("norm", nn::LayerNorm(nn::LayerNormOptions({width})));
    torch::NoGradGuard no_gradients;
    nn::init::normal_(words->weight, 0, 0.3);
    nn::init::normal_(places->weight, 0, 0.1);
}

TextTokens TextTowerImpl::forward(const torch::Tensor& ids) {
    const torch::Tensor keep = ids != Lexicon::kPadding;
    torch::Tensor h = words(ids) + places(torch::arange(ids.size(1), ids.options()));
    for (const auto& layer : *layers) h = layer->as<TextLayer>()->forward(h, keep);
    return {norm(h), keep};
}

DescribeModuleImpl::DescribeModuleImpl(const DescribeConfig& c) : config(c) {
    text = register_module("text", TextTower(c));
    field = register_module("field", GainFieldModule(c.field));
    parts = register_module("parts", nn::Conv2d(nn::Conv2dOptions(c.field.widths[0], kPartCount, 1)));
}

GainFieldModuleImpl::Out DescribeModuleImpl::forward(const torch::Tensor& noisy, const torch::Tensor& level,
                                                     const torch::Tensor& picture, const torch::Tensor& ids) {
    const TextTokens tokens = text(ids);
    return field->forward(noisy, level, picture, torch::zeros_like(noisy.narrow(1, 0, 1)), &tokens);
}

torch::Tensor DescribeModuleImpl::said(const torch::Tensor& ids) {
    return field->colour_of(text(ids).tokens);
}

}  // namespace engine
