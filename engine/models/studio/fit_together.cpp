#include "engine/models/studio/fit_together.h"

#include "engine/files/in_quotes.h"
#include "engine/models/autoencoder/kl_autoencoder_config.h"
#include "engine/models/autoencoder/patch_transform.h"
#include "engine/models/text_encoder/text_encoder.h"
#include "engine/models/unet/unet_config.h"

namespace engine {
namespace {

/// "A U-Net for texts of width 1024 was expected in …, but its is for 768; …"
Error apart(const std::string& path, const std::string& what, int expected, int found) {
    return {ErrorCode::ModelCorrupt, "A U-Net for " + what + " of " + std::to_string(expected) +
                                         " was expected in " + inQuotes(path) + ", but its own is for " +
                                         std::to_string(found) +
                                         "; the parts are of different models: download it again."};
}

template <typename Config>
Result<int> channelsOf(const Result<Config>& autoencoder) {
    if (!autoencoder) return autoencoder.error();
    return autoencoder.value().latentSpace().latent_channels;
}

/// Of the latents that an autoencoder of either kind makes.
Result<int> latentChannels(const ModelConfig& vae) {
    if (vae.className() == PatchTransform::kClassName) return channelsOf(readPatchTransformConfig(vae));
    if (vae.className() == "AutoencoderKL") return channelsOf(readKlAutoencoderConfig(vae));
    return vae.unfit("_class_name", "\"AutoencoderKL\" or \"PatchTransform\"");
}

}  // namespace

Result<Done> fitTogether(const StudioFiles& files) {
    const Result<UnetConfig> unet = readUnetConfig(files.unet.config);
    if (!unet) return unet.error();
    const Result<int> latent_channels = latentChannels(files.vae.config);
    if (!latent_channels) return latent_channels.error();
    const Result<TextEncoderConfig> text = readTextEncoderConfig(files.text_encoder.config);
    if (!text) return text.error();
    if (files.tokenizer.size() > text.value().vocabulary) {
        return Error{ErrorCode::ModelCorrupt,
                     "A text encoder that knows " + std::to_string(files.tokenizer.size()) +
                         " tokens was expected in " + inQuotes(files.path) + ", but its own knows " +
                         std::to_string(text.value().vocabulary) +
                         "; the parts are of different models: download it again."};
    }
    int width = text.value().width, pooled = 0;
    if (files.text_encoder_2) {
        const Result<TextEncoderConfig> second = readTextEncoderConfig(files.text_encoder_2->config);
        if (!second) return second.error();
        width += second.value().width;
        pooled = second.value().projection > 0 ? second.value().projection : second.value().width;
    }
    if (unet.value().context_width != width)
        return apart(files.path, "texts with a width", width, unet.value().context_width);
    if (unet.value().out_channels != latent_channels.value()) {
        return apart(files.path, "latents with a number of channels", latent_channels.value(),
                     unet.value().out_channels);
    }
    constexpr int kSizes = 6;
    if (unet.value().size_embedding > 0 &&
        unet.value().pooled_and_sizes != pooled + kSizes * unet.value().size_embedding) {
        return apart(files.path, "pooled texts with a width", pooled,
                     unet.value().pooled_and_sizes - kSizes * unet.value().size_embedding);
    }
    return Done{};
}

Result<Done> fitTogether(const UnetConfig& unet, const ControlNet::Config& controlnet,
                         const std::string& path) {
    constexpr int kColours = 3;
    const UnetConfig& own = controlnet.unet;
    if (own.context_width == unet.context_width && own.size_embedding == unet.size_embedding &&
        own.pooled_and_sizes == unet.pooled_and_sizes && own.in_channels <= unet.in_channels &&
        skipChannels(own) == skipChannels(unet) && controlnet.picture_channels == kColours) {
        return Done{};
    }
    return Error{ErrorCode::ModelCorrupt, "A ControlNet of the model's own family was expected, but " +
                                              inQuotes(path) +
                                              " is for other models; choose one that was made for it."};
}

}  // namespace engine
