#include "engine/pipelines/generate/start_latents.h"

#include <ATen/ATen.h>

#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"

namespace engine {

at::Tensor pictureTensor(const Photo& photo, Size size) {
    return toTensor(networkView(photo, wholeOf(photo.size()), size));
}

StartPictures startPictures(const GenerateRequest& request, Size size) {
    StartPictures pictures;
    if (request.picture.isNull()) return pictures;
    pictures.picture = pictureTensor(request.picture, size) * 2 - 1;
    if (request.mask.isNull()) return pictures;
    const Size whole = request.picture.size();
    pictures.mask = toTensor(maskView(request.mask, whole, wholeOf(whole), size)).ge(0.5).to(c10::kFloat);
    return pictures;
}

StartLatents startLatents(const GenerateRequest& request, const StartPictures& pictures, Size size,
                          UnetConfig::Beside beside, const Scheduler& scheduler, int first,
                          const Autoencoder& autoencoder, const DrawNoise& draw,
                          const std::function<void()>& before) {
    const int reduction = autoencoder.config().reduction();
    const std::vector<std::int64_t> shape = {request.count, autoencoder.config().latent_channels,
                                             size.height / reduction, size.width / reduction};
    const auto encoded = [&](const at::Tensor& picture) {
        const LatentDistribution latent = autoencoder.encoded(picture, before);
        return autoencoder.scaled(latent.mean + latent.deviation * draw(latent.mean.sizes()));
    };
    const bool inpaints = pictures.mask.defined(), instructed = beside == UnetConfig::Beside::Picture,
               from_noise = !pictures.picture.defined() || instructed || (inpaints && request.strength >= 1);
    StartLatents start;
    if (instructed) start.edited_picture = autoencoder.encoded(pictures.picture, before).mean;
    // Which pictures are encoded, and when, is diffusers' habit: the same seed then draws the same numbers.
    if (pictures.picture.defined() && !instructed &&
        !(inpaints && beside != UnetConfig::Beside::Nothing && from_noise))
        start.picture = encoded(pictures.picture);
    start.noise = draw(shape);
    start.latents = from_noise ? start.noise * scheduler.initNoiseSigma()
                               : scheduler.noised(start.picture.expand(shape), start.noise, first);
    if (!inpaints) return start;
    start.masked_picture = encoded(pictures.picture * (pictures.mask < 0.5));
    start.mask = at::upsample_nearest2d(pictures.mask, at::IntArrayRef(shape).slice(2));
    return start;
}

}  // namespace engine
