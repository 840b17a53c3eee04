#include "engine/nn/film_block.h"

namespace engine {
namespace nn = torch::nn;

nn::Conv2d conv3(int in, int out, int stride, int dilation) {
    return nn::Conv2d(nn::Conv2dOptions(in, out, 3).padding(dilation).stride(stride).dilation(dilation));
}

torch::Tensor levelFeatures(const torch::Tensor& level) {
    const torch::Tensor frequency =
        torch::exp(torch::arange(kLevelFrequencies, level.options()) * -0.4) * 100.0;
    const torch::Tensor phase = level.unsqueeze(1) * frequency.unsqueeze(0);
    return torch::cat({phase.sin(), phase.cos()}, 1);
}

FilmBlockImpl::FilmBlockImpl(int in, int out, int embedding) {
    norm1 = register_module("norm1", nn::GroupNorm(8, in));
    conv1 = register_module("conv1", conv3(in, out));
    film = register_module("film", nn::Linear(embedding, 2 * out));
    norm2 = register_module("norm2", nn::GroupNorm(8, out));
    conv2 = register_module("conv2", conv3(out, out));
    nn::init::zeros_(conv2->weight);
    nn::init::zeros_(conv2->bias);
    if (in != out) skip = register_module("skip", nn::Conv2d(nn::Conv2dOptions(in, out, 1)));
}

torch::Tensor FilmBlockImpl::forward(const torch::Tensor& x, const torch::Tensor& embedding) {
    const auto scale_shift = film(embedding).unsqueeze(-1).unsqueeze(-1).chunk(2, 1);
    torch::Tensor h = conv1(torch::silu(norm1(x)));
    h = norm2(h) * (1 + scale_shift[0]) + scale_shift[1];
    h = conv2(torch::silu(h));
    return (skip ? skip(x) : x) + h;
}

MapAttentionImpl::MapAttentionImpl(int channels, int heads) : heads_(heads) {
    norm = register_module("norm", nn::GroupNorm(8, channels));
    qkv = register_module("qkv", nn::Linear(channels, 3 * channels));
    out = register_module("out", nn::Linear(channels, channels));
    nn::init::zeros_(out->weight);
    nn::init::zeros_(out->bias);
}

torch::Tensor MapAttentionImpl::forward(const torch::Tensor& x) {
    const auto b = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3);
    const torch::Tensor tokens = norm(x).flatten(2).transpose(1, 2);
    const auto parts = qkv(tokens).view({b, h * w, 3, heads_, c / heads_}).permute({2, 0, 3, 1, 4}).unbind(0);
    const torch::Tensor mixed = at::scaled_dot_product_attention(parts[0], parts[1], parts[2]);
    return x + out(mixed.transpose(1, 2).reshape({b, h * w, c})).transpose(1, 2).reshape({b, c, h, w});
}

TextAttentionImpl::TextAttentionImpl(int channels, int text_width, int heads) : heads_(heads) {
    norm = register_module("norm", nn::GroupNorm(8, channels));
    query = register_module("query", nn::Linear(channels, channels));
    key_value = register_module("key_value", nn::Linear(text_width, 2 * channels));
    out = register_module("out", nn::Linear(channels, channels));
    nn::init::zeros_(out->weight);
    nn::init::zeros_(out->bias);
}

torch::Tensor TextAttentionImpl::forward(const torch::Tensor& x, const TextTokens& text) {
    const auto b = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3), n = text.tokens.size(1);
    const torch::Tensor q =
        query(norm(x).flatten(2).transpose(1, 2)).view({b, h * w, heads_, c / heads_}).transpose(1, 2);
    const auto kv =
        key_value(text.tokens).view({b, n, 2, heads_, c / heads_}).permute({2, 0, 3, 1, 4}).unbind(0);
    const torch::Tensor keep = text.keep.view({b, 1, 1, n}).expand({b, heads_, h * w, n});
    const torch::Tensor mixed = at::scaled_dot_product_attention(q, kv[0], kv[1], keep);
    return x + out(mixed.transpose(1, 2).reshape({b, h * w, c})).transpose(1, 2).reshape({b, c, h, w});
}

}  // namespace engine
