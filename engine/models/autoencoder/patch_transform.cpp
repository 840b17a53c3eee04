#include "engine/models/autoencoder/patch_transform.h"

#include <ATen/ATen.h>

#include "engine/files/model_settings.h"

namespace engine {
namespace {

constexpr int kColours = 3;
constexpr double kNoVariance = -30;  ///< its logarithm: a patch has one latent, not a distribution of them

/// A patch laid side by side over a picture of h · w patches.
at::Tensor laidOut(const at::Tensor& patch, std::int64_t h, std::int64_t w,
                   const at::TensorOptions& options) {
    return patch.to(options).repeat({1, h, w});
}

}  // namespace

PatchTransform::PatchTransform(WeightReader reader, const PatchTransformConfig& config)
    : Autoencoder(config.latentSpace()),
      basis_(reader.takeReady("basis", {config.channels, kColours, config.patch, config.patch})),
      mean_(reader.takeReady("mean", {kColours, config.patch, config.patch})),
      deviation_(reader.takeReady("deviation", {config.channels}).view({1, -1, 1, 1})) {}

at::Tensor PatchTransform::moments(const at::Tensor& picture, const Checkpoint& before) const {
    if (before) before();
    const int patch = config().reduction();
    const auto options = picture.options();
    const at::Tensor around =
        picture - laidOut(mean_, picture.size(2) / patch, picture.size(3) / patch, options);
    const at::Tensor mean =
        at::conv2d(around, basis_.to(options), {}, at::IntArrayRef(patch)) / deviation_.to(options);
    return at::cat({mean, at::full_like(mean, kNoVariance)}, 1);
}

at::Tensor PatchTransform::decode(const at::Tensor& latent, const Checkpoint& before) const {
    if (before) before();
    const int patch = config().reduction();
    const auto options = latent.options();
    return at::conv_transpose2d(latent * deviation_.to(options), basis_.to(options), {},
                                at::IntArrayRef(patch)) +
           laidOut(mean_, latent.size(2), latent.size(3), options);
}

Result<PatchTransformConfig> readPatchTransformConfig(const ModelConfig& config_file) {
    ModelSettings file(config_file);
    PatchTransformConfig config;
    config.patch = file.whole("patch", config.patch, 1, 64);
    config.channels = file.whole("channels", config.channels, 1, 64);
    if (config.channels > kColours * config.patch * config.patch)
        file.object("channels", "at most the numbers of a patch");
    if (file.error()) return *file.error();
    return config;
}

}  // namespace engine
