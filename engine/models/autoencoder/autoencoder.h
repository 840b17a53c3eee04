#pragma once

#include <ATen/core/Tensor.h>

#include <functional>

namespace engine {

/// What denoisers have to know of an autoencoder's latents.
struct LatentSpace {
    int latent_channels = 4;
    int picture_pixels = 8;  ///< along the side of a latent pixel
    double scaling = 1;      ///< latents are kept times this, so that they vary by about 1
    double shift = 0;        ///< subtracted before scaling

    int reduction() const { return picture_pixels; }
};

/// A normal distribution over latents, [B, C, h, w] each.
struct LatentDistribution {
    at::Tensor mean, deviation;
};

/// Pictures ⇄ latents of a fraction of their size. Latents are raw here; scaled() and raw() convert from and
/// to what denoisers work with.
class Autoencoder {
public:
    virtual ~Autoencoder() = default;
    Autoencoder(const Autoencoder&) = delete;
    Autoencoder& operator=(const Autoencoder&) = delete;

    /// Is called ahead of every layer and may throw to stop.
    using Checkpoint = std::function<void()>;

    /// Mean and logarithm of the variance, one behind the other: [B, 2C, h, w]; see distributionOf().
    /// picture: [B, 3, H, W], −1…1, H and W multiples of reduction().
    virtual at::Tensor moments(const at::Tensor& picture, const Checkpoint& before = {}) const = 0;
    /// latent: [B, C, h, w], raw → [B, 3, H, W], about −1…1.
    virtual at::Tensor decode(const at::Tensor& latent, const Checkpoint& before = {}) const = 0;

    /// The same in overlapping tiles of 512² whose seams are faded: memory depends on the tile alone, and
    /// tones differ a little from those of the whole, since every norm sees a tile.
    at::Tensor momentsTiled(const at::Tensor& picture, const Checkpoint& before = {}) const;
    at::Tensor decodeTiled(const at::Tensor& latent, const Checkpoint& before = {}) const;

    /// A picture as latents: from the whole where that fits into memory, else from tiles.
    LatentDistribution encoded(const at::Tensor& picture, const Checkpoint& before = {}) const;

    /// Whether the whole of such a picture can be worked on in half of the memory that is free.
    virtual bool fitsWhole(std::int64_t height, std::int64_t width) const = 0;
    /// Whether decode() is quick enough to be every step's preview.
    virtual bool decodesAtOnce() const = 0;

    at::Tensor scaled(const at::Tensor& raw) const;
    at::Tensor raw(const at::Tensor& scaled) const;

    const LatentSpace& config() const { return space_; }

protected:
    explicit Autoencoder(const LatentSpace& space) : space_(space) {}

private:
    LatentSpace space_;
};

/// Splits moments as encode() does: the logarithm of the variance is held within −30…20.
LatentDistribution distributionOf(const at::Tensor& moments);

}  // namespace engine
