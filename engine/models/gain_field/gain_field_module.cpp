#include "engine/models/gain_field/gain_field_module.h"

#include <cmath>

#include "engine/api/change.h"
#include "engine/nn/residual_block.h"

namespace engine {
namespace nn = torch::nn;
namespace F = torch::nn::functional;

namespace {

constexpr int kHeads = 4;
constexpr int kPointing = 32;  ///< width of the comparison of places with words

}  // namespace

GainFieldModuleImpl::GainFieldModuleImpl(const GainFieldConfig& c) : config(c) {
    const int levels = static_cast<int>(c.widths.size());
    time = register_module("time", nn::Sequential(nn::Linear(2 * kLevelFrequencies, c.embedding), nn::SiLU(),
                                                  nn::Linear(c.embedding, c.embedding), nn::SiLU()));
    // Picture and its logarithm unshuffled by 4, noisy field and person by 2: everything meets at a quarter.
    conv_in = register_module("conv_in", conv3(6 * 16 + 4 * 4, c.widths[0]));
    down = register_module("down", nn::ModuleList());
    narrow = register_module("narrow", nn::ModuleList());
    up = register_module("up", nn::ModuleList());
    middle = register_module("middle", nn::ModuleList());
    for (int i = 0; i < levels; ++i) {
        for (int b = 0; b < c.blocks_per_level; ++b) {
            const int in = b > 0 ? c.widths[i] : c.widths[std::max(0, i - 1)];
            down->push_back(FilmBlock(in, c.widths[i], c.embedding));
        }
    }
    attention = register_module("attention", MapAttention(c.widths.back(), kHeads));
    middle->push_back(FilmBlock(c.widths.back(), c.widths.back(), c.embedding));
    for (int i = levels - 1; i >= 0; --i) {
        if (i + 1 < levels) {
            narrow->push_back(nn::Conv2d(nn::Conv2dOptions(c.widths[i + 1], c.widths[i], 1)));
        }
        for (int b = 0; b < c.blocks_per_level; ++b) {
            up->push_back(FilmBlock(b > 0 ? c.widths[i] : 2 * c.widths[i], c.widths[i], c.embedding));
        }
    }
    if (c.text_width > 0) {
        text_mean = register_module("text_mean", nn::Linear(c.text_width, c.embedding));
        nn::init::zeros_(text_mean->weight);
        nn::init::zeros_(text_mean->bias);
        text_attention = register_module("text_attention", nn::ModuleList());
        for (const int width : {c.widths[1], c.widths[2], c.widths[1]})
            text_attention->push_back(TextAttention(width, c.text_width, kHeads));
        colour_of = register_module("colour_of", nn::Linear(c.text_width, 4));
        word_key = register_module("word_key", nn::Linear(c.text_width, kPointing));
        word_query = register_module("word_query", nn::Conv2d(nn::Conv2dOptions(c.widths[0], kPointing, 1)));
    }
    fine_in = register_module("fine_in", conv3(6 * 4 + 3 + 1, c.fine_width));
    fine_up = register_module("fine_up", nn::Conv2d(nn::Conv2dOptions(c.widths[0], 4 * c.fine_width, 1)));
    fine_mix = register_module("fine_mix", conv3(2 * c.fine_width, c.fine_width));
    conv_out = register_module("conv_out", conv3(c.fine_width, c.text_width > 0 ? 5 : 4));
    {
        torch::NoGradGuard no_gradients;
        conv_out->weight.mul_(0.1);
        nn::init::zeros_(conv_out->bias);
        conv_out->bias[0] = -1.0;  // most places need no change
    }
}

GainFieldModuleImpl::Out GainFieldModuleImpl::forward(const torch::Tensor& noisy, const torch::Tensor& level,
                                                      const torch::Tensor& picture,
                                                      const torch::Tensor& person, const TextTokens* text) {
    TORCH_CHECK((text != nullptr) == (config.text_width > 0));
    torch::Tensor embedding = time->forward(levelFeatures(level));
    if (text) {
        const torch::Tensor keep = text->keep.unsqueeze(2).to(text->tokens.dtype());
        embedding = embedding + text_mean((text->tokens * keep).sum(1) / keep.sum(1));
    }
    const auto listen = [&](int place, const torch::Tensor& x) {
        return text ? text_attention[place]->as<TextAttention>()->forward(x, *text) : x;
    };
    const torch::Tensor seen =
        torch::cat({picture * 2 - 1, torch::log(picture + GainField::kGainFloor) * 0.5 + 0.7}, 1);
    const torch::Tensor field_and_person = torch::cat({noisy, person * 2 - 1}, 1);
    torch::Tensor h =
        conv_in(torch::cat({F::pixel_unshuffle(seen, F::PixelUnshuffleFuncOptions(4)),
                            F::pixel_unshuffle(field_and_person, F::PixelUnshuffleFuncOptions(2))},
                           1));
    const std::size_t levels = config.widths.size();
    const std::size_t blocks = config.blocks_per_level;
    std::vector<torch::Tensor> skips;
    for (std::size_t i = 0; i < levels; ++i) {
        if (i > 0) h = torch::avg_pool2d(h, 2);
        for (std::size_t b = 0; b < blocks; ++b)
            h = down[i * blocks + b]->as<FilmBlock>()->forward(h, embedding);
        if (i == 1) h = listen(0, h);
        skips.push_back(h);
    }
    h = listen(1, attention(h));
    h = middle[0]->as<FilmBlock>()->forward(h, embedding);
    for (std::size_t i = 0; i < levels; ++i) {
        if (i > 0) h = twice(narrow[i - 1]->as<nn::Conv2d>()->forward(h));
        h = torch::cat({h, skips[levels - 1 - i]}, 1);
        for (std::size_t b = 0; b < blocks; ++b)
            h = up[i * blocks + b]->as<FilmBlock>()->forward(h, embedding);
        if (i == 1) h = listen(2, h);
    }
    const torch::Tensor fine =
        fine_in(torch::cat({F::pixel_unshuffle(seen, F::PixelUnshuffleFuncOptions(2)), field_and_person}, 1));
    const torch::Tensor coarse = F::pixel_shuffle(fine_up(torch::silu(h)), F::PixelShuffleFuncOptions(2));
    const torch::Tensor out = conv_out(torch::silu(fine_mix(torch::silu(torch::cat({fine, coarse}, 1)))));
    const torch::Tensor logits = out.narrow(1, 0, 1);
    if (!text) return {torch::sigmoid(logits) * (out.narrow(1, 1, 3) + 1.0), logits, h};
    // Words name colours, not gains: a colour is the same all over its place, while the gain towards it
    // depends on every pixel. So the network says the colour's logarithm and how much of what is there it
    // replaces.
    const torch::Tensor there = torch::log(torch::avg_pool2d(picture, 2) + GainField::kGainFloor) -
                                std::log(GainFieldConfig::kMiddleGrey);
    const torch::Tensor named = twice(pointedColour(h, *text)) + out.narrow(1, 1, 4);
    const torch::Tensor gain =
        named.narrow(1, 0, 3) - torch::sigmoid(named.narrow(1, 3, 1)) * there / config.field_scale;
    return {torch::sigmoid(logits) * gain, logits, h};
}

/// What the words that speak of each place say, [B, 4, h, w] of features [B, C, h, w]. The text alone knows
/// what a colour word means; the picture only has to tell which word is meant where (a pointer, as in
/// Vinyals et al. 2015, arXiv 1506.03134), which is learned far sooner than every colour at every place.
torch::Tensor GainFieldModuleImpl::pointedColour(const torch::Tensor& features, const TextTokens& text) {
    const torch::Tensor query = word_query(features).flatten(2);  // [B, d, h·w]
    const torch::Tensor match = word_key(text.tokens).bmm(query) / std::sqrt(1.0 * kPointing);  // [B, N, h·w]
    const torch::Tensor share = match.masked_fill(text.keep.logical_not().unsqueeze(2), -1e4).softmax(1);
    const torch::Tensor said = colour_of(text.tokens).transpose(1, 2).bmm(share);  // [B, 4, h·w]
    return said.view({said.size(0), 4, features.size(2), features.size(3)});
}

}  // namespace engine
