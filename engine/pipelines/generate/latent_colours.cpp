#include "engine/pipelines/generate/latent_colours.h"

#include <ATen/ATen.h>

namespace engine {

at::Tensor latentColours(const at::Tensor& latents, Family family, int reduction) {
    // One row for each latent channel: red, green, blue.
    static const std::vector<float> kSd = {0.298f,  0.207f, 0.208f, 0.187f,  0.286f,  0.173f,
                                           -0.158f, 0.189f, 0.264f, -0.184f, -0.271f, -0.473f};
    static const std::vector<float> kSdxl = {0.392f, 0.405f, 0.455f,  -0.263f, -0.020f, 0.065f,
                                             0.057f, 0.169f, -0.076f, -0.311f, -0.236f, -0.208f};
    const at::Tensor map =
        at::tensor(family == Family::Sdxl ? kSdxl : kSd).view({4, 3}).to(latents.options());
    const at::Tensor colours =
        at::matmul(latents.narrow(1, 0, 4).permute({0, 2, 3, 1}), map).permute({0, 3, 1, 2});
    const std::vector<std::int64_t> size = {latents.size(2) * reduction, latents.size(3) * reduction};
    return at::upsample_bilinear2d(colours, size, false).clamp(-1, 1);
}

at::Tensor previewOf(const at::Tensor& latents, const Autoencoder& codec, Family family, int reduction) {
    return codec.decodesAtOnce() ? codec.decode(codec.raw(latents))
                                 : latentColours(latents, family, reduction);
}

}  // namespace engine
