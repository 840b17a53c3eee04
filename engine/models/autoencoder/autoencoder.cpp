#include "engine/models/autoencoder/autoencoder.h"

#include <ATen/ATen.h>

#include "engine/models/autoencoder/tiles.h"

namespace engine {
namespace {

constexpr std::int64_t kTile = 64;  // latent pixels
constexpr std::int64_t kOverlap = 16;

}  // namespace

at::Tensor Autoencoder::momentsTiled(const at::Tensor& picture, const Checkpoint& before) const {
    const Tiling tiling{kTile, kOverlap, space_.reduction(), 1};
    return overTiles(picture, tiling, [&](const at::Tensor& tile) { return moments(tile, before); });
}

at::Tensor Autoencoder::decodeTiled(const at::Tensor& latent, const Checkpoint& before) const {
    const Tiling tiling{kTile, kOverlap, 1, space_.reduction()};
    return overTiles(latent, tiling, [&](const at::Tensor& tile) { return decode(tile, before); });
}

LatentDistribution Autoencoder::encoded(const at::Tensor& picture, const Checkpoint& before) const {
    const bool whole = fitsWhole(picture.size(2), picture.size(3));
    return distributionOf(whole ? moments(picture, before) : momentsTiled(picture, before));
}

at::Tensor Autoencoder::scaled(const at::Tensor& raw) const {
    return (raw - space_.shift) * space_.scaling;
}

at::Tensor Autoencoder::raw(const at::Tensor& scaled) const {
    return scaled / space_.scaling + space_.shift;
}

LatentDistribution distributionOf(const at::Tensor& moments) {
    const std::vector<at::Tensor> halves = moments.chunk(2, 1);
    return {halves[0].contiguous(), at::exp(halves[1].clamp(-30, 20) * 0.5)};
}

}  // namespace engine
