#include "engine/models/portrait_reader/portrait_reader_module.h"

#include "engine/api/reading.h"

namespace engine {
namespace nn = torch::nn;
namespace F = torch::nn::functional;

namespace {

constexpr int kBodyPoints = 3;
constexpr int kGroups = 8;

nn::Conv2d conv1(int in, int out) {
    return nn::Conv2d(nn::Conv2dOptions(in, out, 1));
}

}  // namespace

MeshShapeImpl::MeshShapeImpl(int anchors) {
    mean_anchors = register_buffer("mean_anchors", torch::zeros({anchors, 2}));
    mean_mesh = register_buffer("mean_mesh", torch::zeros({kMeshPoints, 2}));
    from_anchors = register_buffer("from_anchors", torch::zeros({2 * kMeshPoints, 2 * anchors}));
}

MeshShapeImpl::Out MeshShapeImpl::forward(const torch::Tensor& anchors) {
    // Points as complex numbers x + iy: the turn and size that lay the mean on them, by least squares, is one
    // product.
    const torch::Tensor centre = anchors.mean(1, true);
    const torch::Tensor p = anchors - centre;
    const auto px = p.select(2, 0), py = p.select(2, 1);
    const auto mx = mean_anchors.select(1, 0), my = mean_anchors.select(1, 1);
    const torch::Tensor norm = mean_anchors.square().sum().clamp_min(1e-6);
    const torch::Tensor re = ((px * mx + py * my).sum(1, true) / norm);
    const torch::Tensor im = ((py * mx - px * my).sum(1, true) / norm);
    const torch::Tensor square = (re.square() + im.square()).clamp_min(1e-8);
    const torch::Tensor upright =
        torch::stack({(px * re + py * im) / square, (py * re - px * im) / square}, 2);
    const torch::Tensor residual = (upright - mean_anchors).flatten(1);
    const torch::Tensor mesh = mean_mesh + F::linear(residual, from_anchors).view({-1, kMeshPoints, 2});
    const auto x = mesh.select(2, 0), y = mesh.select(2, 1);
    return {torch::stack({x * re - y * im, x * im + y * re}, 2) + centre, residual};
}

PortraitReaderModuleImpl::PortraitReaderModuleImpl(const PortraitReaderConfig& c)
    : PortraitTrunkImpl(c.widths), config(c) {
    const auto& w = c.widths;
    norm_deep = register_module("norm_deep", nn::GroupNorm(kGroups, w[3]));
    norm_points = register_module("norm_points", nn::GroupNorm(kGroups, w[1]));
    norm_out = register_module("norm_out", nn::GroupNorm(kGroups, w[0]));
    conv_points = register_module("conv_points", conv1(w[1], c.anchors + kBodyPoints));
    conv_out = register_module("conv_out", conv3(w[0], (kPartCount + 1) * 4));
    shape = register_module("shape", MeshShape(c.anchors));
    const int places = 2 * (c.anchors + kBodyPoints);
    hidden = register_module("hidden", nn::Linear(w[3] + places + 2 * c.anchors, c.hidden));
    answers = register_module("answers", nn::Linear(c.hidden, places + 2 + kBodyPoints + 1));
    torch::NoGradGuard no_gradients;
    answers->weight.mul_(0.1);
    nn::init::zeros_(answers->bias);
}

/// [B, N, h, w] logits → [B, N, 2]: the mean place of each map's softmax, in units of the picture's side.
torch::Tensor PortraitReaderModuleImpl::expectedPlaces(const torch::Tensor& maps) const {
    const auto h = maps.size(2), w = maps.size(3);
    const torch::Tensor chance = maps.flatten(2).softmax(2).view_as(maps);
    const torch::Tensor x = (torch::arange(w, maps.options()) + 0.5) / static_cast<double>(w);
    const torch::Tensor y = (torch::arange(h, maps.options()) + 0.5) / static_cast<double>(h);
    return torch::stack({(chance.sum(2) * x).sum(2), (chance.sum(3) * y).sum(2)}, 2);
}

PortraitReaderModuleImpl::Out PortraitReaderModuleImpl::forward(const torch::Tensor& picture) {
    const auto [deep, middle, fine] = features(picture);
    const torch::Tensor labels =
        F::pixel_shuffle(conv_out(torch::silu(norm_out(fine))), F::PixelShuffleFuncOptions(2));
    // A soft maximum cannot point outside its map, but chins and shoulders may lie there: a regression adds
    // to it.
    const torch::Tensor places = expectedPlaces(conv_points(torch::silu(norm_points(middle))).contiguous());
    const torch::Tensor pooled = torch::silu(norm_deep(deep)).mean({2, 3});
    const torch::Tensor residual = shape(places.narrow(1, 0, config.anchors)).residual;
    const torch::Tensor told =
        answers(torch::silu(hidden(torch::cat({pooled, places.flatten(1) * 2 - 1, residual}, 1))));
    const std::int64_t count = places.size(1);
    const torch::Tensor moved = places + told.narrow(1, 0, 2 * count).view({-1, count, 2});
    const torch::Tensor anchors = moved.narrow(1, 0, config.anchors);
    return {labels.narrow(1, 0, kPartCount),
            labels.narrow(1, kPartCount, 1),
            anchors,
            shape(anchors).mesh,
            told.narrow(1, 2 * count, 2),
            moved.narrow(1, config.anchors, kBodyPoints),
            told.narrow(1, 2 * count + 2, kBodyPoints),
            told.select(1, 2 * count + 2 + kBodyPoints)};
}

}  // namespace engine
