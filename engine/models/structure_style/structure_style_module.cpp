#include "engine/models/structure_style/structure_style_module.h"

#include "engine/api/change.h"
#include "engine/api/reading.h"

namespace engine {
namespace nn = torch::nn;
namespace F = torch::nn::functional;

namespace {

constexpr int kStyleFeatures = 32;
constexpr double kLeastSquare = 1e-3;  ///< below a region's colours count as one

torch::Tensor unshuffled(const torch::Tensor& x, int factor) {
    return F::pixel_unshuffle(x, F::PixelUnshuffleFuncOptions(factor));
}

torch::Tensor shuffled(const torch::Tensor& x, int factor) {
    return F::pixel_shuffle(x, F::PixelShuffleFuncOptions(factor));
}

nn::Conv2d pointwise(int in, int out) {
    return nn::Conv2d(nn::Conv2dOptions(in, out, 1));
}

/// Every place's channels brought to mean square 1 (Karras et al. 2018, arXiv 1710.10196, section 4.2).
torch::Tensor ofOneLength(const torch::Tensor& x) {
    return x * torch::rsqrt(x.square().mean(1, true) + 1e-4);
}

/// Light and two differences of colour, [B, 3, H, W], of logarithms as GainField counts them. Apart from
/// each other, as in Reinhard et al. 2001 ("Color transfer between images"): grey hair is grey everywhere,
/// which red, green and blue for themselves do not say.
torch::Tensor opponentsOf(const torch::Tensor& picture) {
    const auto c = torch::log(picture + GainField::kGainFloor).chunk(3, 1);
    return torch::cat({(c[0] + c[1] + c[2]) / 3, c[0] - c[1], (c[0] + c[1]) / 2 - c[2]}, 1);
}

/// The logarithms that opponentsOf() took apart.
torch::Tensor logarithmsOf(const torch::Tensor& opponents) {
    const auto c = opponents.chunk(3, 1);
    const torch::Tensor warm = c[0] + c[2] / 3;
    return torch::cat({warm + c[1] / 2, warm - c[1] / 2, c[0] - c[2] * (2.0 / 3)}, 1);
}

/// Mean and logarithmic deviation of the opponents that a place's regions have: two of [B, 3, H, W].
std::vector<torch::Tensor> coloursAt(const torch::Tensor& masks, const torch::Tensor& styles) {
    const torch::Tensor colours = styles.narrow(2, 0, StructureStyleModuleImpl::kColours);
    return torch::bmm(masks.flatten(2).transpose(1, 2), colours)
        .transpose(1, 2)
        .reshape({masks.size(0), colours.size(2), masks.size(2), masks.size(3)})
        .chunk(2, 1);
}

}  // namespace

StyledBlockImpl::StyledBlockImpl(int channels, int regions, int style) {
    conv1 = register_module("conv1", conv3(channels, channels));
    conv2 = register_module("conv2", conv3(channels, channels));
    weight = register_parameter("weight", torch::randn({regions, style, 4 * channels}) * 0.1);
    bias = register_parameter("bias", torch::zeros({regions, 1, 4 * channels}));
    torch::NoGradGuard no_gradients;
    conv2->weight.mul_(0.1);
}

torch::Tensor StyledBlockImpl::forward(const torch::Tensor& x, const torch::Tensor& masks,
                                       const torch::Tensor& styles) {
    const auto b = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3);
    // [B, R, 1, style] · [R, style, 4C] → [B, R, 4C], spread over the places by the masks.
    const torch::Tensor said = (torch::matmul(styles.unsqueeze(2), weight) + bias).squeeze(2);
    const torch::Tensor map =
        torch::bmm(masks.flatten(2).transpose(1, 2), said).transpose(1, 2).reshape({b, 4 * c, h, w});
    const auto part = map.chunk(4, 1);
    torch::Tensor y = conv1(torch::silu(ofOneLength(x) * (1 + part[0]) + part[1]));
    y = conv2(torch::silu(ofOneLength(y) * (1 + part[2]) + part[3]));
    return x + y;
}

StructureStyleModuleImpl::StructureStyleModuleImpl(const StructureStyleConfig& c) : config(c) {
    const auto& w = c.widths;
    constexpr int kRegions = kPartCount;
    const int structure = kRegions * c.slices;

    trunk = register_module("trunk", PortraitTrunk(c.trunk));
    conv_in = register_module("conv_in", conv3(3 * 4, w[0]));
    half_in = register_module("half_in", ResidualBlock(w[0], w[0]));
    quarter_in = register_module("quarter_in", ResidualBlock(w[0], w[1]));
    from_fine = register_module("from_fine", pointwise(c.trunk[0], w[1]));
    from_middle = register_module("from_middle", pointwise(c.trunk[1], w[1]));
    quarter_out = register_module("quarter_out", ResidualBlock(w[1], w[1]));
    narrow = register_module("narrow", pointwise(w[1], w[0]));
    half_out = register_module("half_out", ResidualBlock(w[0], w[0]));
    norm_out = register_module("norm_out", nn::GroupNorm(8, w[0]));
    conv_structure = register_module("conv_structure", conv3(w[0], structure));
    conv_masks = register_module(
        "conv_masks", nn::Conv2d(nn::Conv2dOptions(structure, 4 * kRegions, 3).padding(1).groups(kRegions)));

    style_in = register_module("style_in", pointwise(3 * 16, kStyleFeatures));
    style_mid = register_module("style_mid", conv3(kStyleFeatures, kStyleFeatures));
    style_weight =
        register_parameter("style_weight", torch::randn({kRegions, 2 * kStyleFeatures, c.style}) * 0.2);

    paint_in = register_module("paint_in", conv3(4 * structure, w[1]));
    paint_wide = register_module("paint_wide", pointwise(w[1], w[2]));
    paint_narrow = register_module("paint_narrow", pointwise(w[2], w[1]));
    paint_fine = register_module("paint_fine", pointwise(w[1], w[0]));
    paint_skip = register_module("paint_skip", conv3(structure, w[0]));
    paint_out = register_module("paint_out", conv3(w[0], 3 * 4));
    styled = register_module("styled", nn::ModuleList());
    for (const int width : {w[1], w[2], w[2], w[1], w[0]})
        styled->push_back(StyledBlock(width, kRegions, c.style));

    const int numbers = kColours + c.style;
    style_mean = register_buffer("style_mean", torch::zeros({kRegions, numbers}));
    style_root = register_buffer("style_root", torch::zeros({kRegions, numbers, numbers}));
    const torch::NoGradGuard no_gradients;
    for (const torch::Tensor& p : paint_out->parameters()) p.zero_();  // begins with colours alone
}

torch::Tensor StructureStyleModuleImpl::structureOf(const torch::Tensor& picture) {
    const PortraitTrunkImpl::Features seen = trunk->features(torch::avg_pool2d(picture, 2));
    const torch::Tensor half = half_in(conv_in(unshuffled(picture * 4 - 2, 2)));
    const torch::Tensor quarter = quarter_in(torch::avg_pool2d(half, 2));
    const torch::Tensor joined =
        quarter_out(quarter + from_fine(seen.fine) + twice(from_middle(seen.middle)));
    return conv_structure(torch::silu(norm_out(half_out(half + twice(narrow(joined))))));
}

torch::Tensor StructureStyleModuleImpl::maskLogits(const torch::Tensor& structure) {
    return shuffled(conv_masks(structure), 2);
}

torch::Tensor StructureStyleModuleImpl::stylesOf(const torch::Tensor& picture, const torch::Tensor& masks) {
    const torch::Tensor x = unshuffled(picture * 4 - 2, 4);
    const torch::Tensor seen = style_mid(torch::silu(style_in(x)));
    const torch::Tensor features = torch::silu(seen).flatten(2).transpose(1, 2);  // [B, places, features]
    const torch::Tensor weight = torch::avg_pool2d(masks, 4).flatten(2);          // [B, R, places]
    const torch::Tensor share = weight / (weight.sum(2, true) + 1e-2);
    const torch::Tensor mean = torch::bmm(share, features);
    const torch::Tensor spread =
        torch::sqrt((torch::bmm(share, features.square()) - mean.square()).clamp_min(0) + 1e-4);
    const torch::Tensor learnt =
        torch::matmul(torch::cat({mean, spread}, 2).unsqueeze(2), style_weight).squeeze(2);
    return torch::cat({coloursOf(picture, masks), learnt}, 2);
}

torch::Tensor StructureStyleModuleImpl::coloursOf(const torch::Tensor& picture, const torch::Tensor& masks) {
    const torch::Tensor values = opponentsOf(torch::avg_pool2d(picture, 2)).flatten(2).transpose(1, 2);
    // Cubed: what is only half of the region, at its border, would tinge a thin lip with skin.
    const torch::Tensor weight = torch::avg_pool2d(masks, 2).flatten(2).pow(3);
    const torch::Tensor share = weight / (weight.sum(2, true) + 1e-3);
    const torch::Tensor mean = torch::bmm(share, values);
    const torch::Tensor square = (torch::bmm(share, values.square()) - mean.square()).clamp_min(0);
    return torch::cat({mean, 0.5 * torch::log(square + kLeastSquare)}, 2);
}

torch::Tensor StructureStyleModuleImpl::patternOf(const torch::Tensor& picture, const torch::Tensor& masks,
                                                  const torch::Tensor& styles) {
    const auto own = coloursAt(torch::avg_pool2d(masks, 2), styles);
    return (opponentsOf(torch::avg_pool2d(picture, 2)) - own[0]) * torch::exp(-own[1]);
}

torch::Tensor StructureStyleModuleImpl::paint(const torch::Tensor& structure, const torch::Tensor& pattern,
                                              const torch::Tensor& masks, const torch::Tensor& styles) {
    const torch::Tensor learnt = styles.narrow(2, kColours, config.style);
    const torch::Tensor half = torch::avg_pool2d(masks, 2), quarter = torch::avg_pool2d(half, 2),
                        eighth = torch::avg_pool2d(quarter, 2);
    const auto block = [&](int i, const torch::Tensor& x, const torch::Tensor& where) {
        return styled[i]->as<StyledBlock>()->forward(x, where, learnt);
    };
    const torch::Tensor outer = block(0, paint_in(unshuffled(structure, 2)), quarter);
    const torch::Tensor deep = block(2, block(1, paint_wide(torch::avg_pool2d(outer, 2)), eighth), eighth);
    const torch::Tensor inner = block(3, outer + twice(paint_narrow(deep)), quarter);
    const torch::Tensor fine = block(4, paint_skip(structure) + twice(paint_fine(inner)), half);
    const auto colours = coloursAt(half, styles);
    const torch::Tensor plain = twice(logarithmsOf(colours[0] + pattern * torch::exp(colours[1])));
    const torch::Tensor painted = plain + shuffled(paint_out(torch::silu(fine)), 2);
    return (torch::exp(painted) - GainField::kGainFloor).clamp(0, 1);
}

}  // namespace engine
