#include "engine/train/field_loss.h"

#include <numbers>

#include "engine/api/change.h"

namespace engine {
namespace {

namespace F = torch::nn::functional;

constexpr double kFullNoiseShare = 0.6;

/// The root mean square of [B, 3, H, W] where `weight` [B, 1, H, W] is, picture by picture, then averaged: a
/// picture with a small or faint shadow counts as much as one with a large one, as it does in figures in dB.
torch::Tensor rootMeanSquare(const torch::Tensor& error, const torch::Tensor& weight) {
    const torch::Tensor square = (error.square().mean(1, true) * weight).sum({1, 2, 3});
    return torch::sqrt(square / (weight.sum({1, 2, 3}) + 1) + 1e-5).mean();
}

/// CIE Lab / 100 (D65) of sRGB pictures [B, 3, H, W] in 0…1.
torch::Tensor labOf(const torch::Tensor& srgb) {
    const torch::Tensor c = srgb.clamp(0, 1);
    const torch::Tensor linear = torch::where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055).pow(2.4));
    // IEC 61966-2-1, each row divided by the white point's X, Y, Z.
    const torch::Tensor to_xyz = torch::tensor({0.433953, 0.376219, 0.189828, 0.212671, 0.715160, 0.072169,
                                                0.017758, 0.109477, 0.872765},
                                               srgb.options())
                                     .view({3, 3, 1, 1});
    const torch::Tensor xyz = torch::conv2d(linear, to_xyz);
    const torch::Tensor f =
        torch::where(xyz > 0.008856, xyz.clamp_min(0.008856).pow(1.0 / 3), 7.787 * xyz + 16.0 / 116);
    const auto x = f.narrow(1, 0, 1), y = f.narrow(1, 1, 1), z = f.narrow(1, 2, 1);
    return torch::cat({1.16 * y - 0.16, 5 * (x - y), 2 * (y - z)}, 1);
}

/// The colour difference as people see it (CIE 116-1995, hue weighted as chroma), / 100: [B, 1, H, W].
torch::Tensor colourDifference(const torch::Tensor& made, const torch::Tensor& clean) {
    const torch::Tensor truth = labOf(clean), error = (labOf(made) - truth).square();
    const torch::Tensor chroma = torch::sqrt(truth.narrow(1, 1, 2).square().sum(1, true));
    return torch::sqrt(error.narrow(1, 0, 1) +
                       error.narrow(1, 1, 2).sum(1, true) / (1 + 4.5 * chroma).square() + 1e-5);
}

}  // namespace

torch::Tensor fieldLoss(const FieldDenoiser& denoiser, double scale, const LightBatch& batch,
                        torch::Generator& random, Training::Figures& figures,
                        const FieldLossWeights& weights) {
    constexpr float floor = GainField::kGainFloor;
    const auto half = [](const torch::Tensor& x) { return torch::avg_pool2d(x, 2); };
    const torch::Tensor log_seen = torch::log(batch.seen + floor);
    const torch::Tensor truth = half(torch::log(batch.clean + floor) - log_seen) / scale;
    const torch::Tensor person = half(batch.person);

    const std::int64_t n = truth.size(0);
    const auto draw = [&] { return torch::rand({n}, random); };
    const torch::Tensor level =
        torch::where(draw() < kFullNoiseShare, torch::ones({n}), draw()).to(truth.device());
    const torch::Tensor angle = (level * (std::numbers::pi / 2)).view({n, 1, 1, 1});
    const torch::Tensor noisy =
        angle.cos() * truth + angle.sin() * torch::randn(truth.sizes(), random).to(truth.device());

    const auto out = denoiser(noisy, level, batch.seen, person);
    const torch::Tensor field = F::interpolate(out.field, F::InterpolateFuncOptions()
                                                              .scale_factor(std::vector<double>{2.0, 2.0})
                                                              .mode(torch::kBilinear)
                                                              .align_corners(false));
    const torch::Tensor made = withGain(batch.seen, field * scale);
    const torch::Tensor error = made - batch.clean;
    const torch::Tensor weight = (0.5 + 0.5 * batch.person) * (1 + batch.change);
    const torch::Tensor pixels = (weight * (error.abs() + 4 * error.square())).mean();
    const torch::Tensor pictures = 0.5 * rootMeanSquare(error, batch.change) +
                                   0.5 * rootMeanSquare(error, torch::ones_like(batch.change));
    const torch::Tensor edges = edgesOf(error);
    const torch::Tensor own = ((0.3 + person) * (out.field - truth).clamp(-3, 3).abs()).mean();
    const torch::Tensor difference = (colourDifference(made, batch.clean) * batch.change).sum({1, 2, 3});
    const torch::Tensor colour = (difference / (batch.change.sum({1, 2, 3}) + 1)).mean();
    const torch::Tensor where = F::binary_cross_entropy_with_logits(out.shadow_logits, half(batch.change));
    figures.emplace_back("error", error.abs().mean().item<double>());
    figures.emplace_back("where", where.item<double>());
    figures.emplace_back("colour", 100 * colour.item<double>());
    figures.emplace_back("untouched", (batch.seen - batch.clean).abs().mean().item<double>());
    return pixels + pictures + 0.5 * edges + weights.field * own + weights.where * where +
           weights.colour * colour;
}

}  // namespace engine
