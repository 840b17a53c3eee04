#include "engine/models/studio/original_checkpoint.h"

#include <algorithm>
#include <set>

#include "engine/files/in_quotes.h"
#include "engine/models/autoencoder/kl_autoencoder_config.h"
#include "engine/models/studio/original_names.h"
#include "engine/models/studio/original_settings.h"
#include "engine/models/studio/wanted_names.h"
#include "engine/models/studio/weights_kind.h"
#include "engine/models/unet/unet_config.h"

namespace engine {
namespace {

using Tensors = std::map<std::string, StoredTensor, std::less<>>;

using namespace original;

/// What training leaves behind in such files.
bool isLeftOver(const std::string& name) {
    static const std::vector<std::string> kStarts = {"model_ema.", "betas",       "alphas_cumprod",
                                                     "sqrt_",      "posterior_",  "log_one_minus_",
                                                     "loss.",      "lvlb_weights"};
    static const std::vector<std::string> kEnds = {"position_ids", ".logit_scale", "logit_scale",
                                                   "denoiser.sigmas", "model.positional_embedding_ids"};
    return std::any_of(kStarts.begin(), kStarts.end(),
                       [&](const std::string& s) { return name.starts_with(s); }) ||
           std::any_of(kEnds.begin(), kEnds.end(), [&](const std::string& s) { return name.ends_with(s); });
}

/// Where a component's tensors lie in the file.
std::string textPrefix(const Checkpoint& file) {
    return hasPrefix(file, kFirstOfTwo) ? kFirstOfTwo : hasPrefix(file, kOpenClip) ? kOpenClip : kClip;
}

Error foreign(const Checkpoint& file) {
    return {ErrorCode::ModelCorrupt,
            "A Stable Diffusion checkpoint (SD 1.x, SD 2.x or SDXL) was expected in " +
                inQuotes(file.path()) + ", but it is " + nameOf(kindOf(file)) + "; choose another file."};
}

Result<Component> componentOf(const Checkpoint& file, const std::string& kind,
                              const Result<ModelConfig>& settings) {
    if (!settings) return settings.error();
    Result<Checkpoint> weights = fromOriginal(file, kind, settings.value());
    if (!weights) return weights.error();
    return Component{settings.value(), std::move(weights).value()};
}

}  // namespace

Result<Checkpoint> fromOriginal(const Checkpoint& file, const std::string& kind,
                                const ModelConfig& settings) {
    const Result<std::set<std::string>> wanted = wantedNames(settings);
    if (!wanted) return wanted.error();
    Tensors tensors;
    const auto copy = [&](const std::string& ours, const std::string& theirs) {
        if (const StoredTensor* stored = file.find(theirs)) tensors.emplace(ours, *stored);
    };
    if (kind == "unet" || kind == "controlnet") {
        const Result<UnetConfig> shape = readUnetConfig(settings);
        if (!shape) return shape.error();
        const OriginalUnetNames original(shape.value().layers_per_block, shape.value().up_attends);
        for (const std::string& name : wanted.value())
            copy(name, (kind == "unet" ? kUnet : kControl) + original(name));
    } else if (kind == "vae") {
        const Result<KlAutoencoderConfig> shape = readKlAutoencoderConfig(settings);
        if (!shape) return shape.error();
        const int levels = static_cast<int>(shape.value().widths.size());
        for (const std::string& name : wanted.value())
            copy(name, kVae + originalAutoencoderName(name, levels));
        for (auto& [name, stored] : tensors) {  // its attention was made of 1×1 convolutions
            if (name.find(".attentions.") != std::string::npos) stored = stored.squeezed();
        }
    } else {
        const std::string prefix = kind == "text_encoder_2" ? kSecondOfTwo : textPrefix(file);
        const bool open_clip = prefix == kSecondOfTwo || prefix == kOpenClip;
        for (const std::string& name : wanted.value()) {
            if (!open_clip) {
                copy(name, prefix + name);
            } else if (auto stored = fromOpenClip(file, prefix, name)) {
                tensors.emplace(name, std::move(*stored));
            }
        }
    }
    return file.renamed(std::move(tensors));
}

Result<StudioFiles> openOriginalCheckpoint(const std::string& path, const std::string& clip_merges) {
    const Result<Checkpoint> opened = Checkpoint::open(path);
    if (!opened) return opened.error();
    const Checkpoint& file = opened.value();
    if (!hasPrefix(file, kUnet)) return foreign(file);
    const Family family = hasPrefix(file, kSecondOfTwo) ? Family::Sdxl
                          : hasPrefix(file, kOpenClip)  ? Family::Sd2
                                                        : Family::Sd1;
    Result<Component> unet = componentOf(file, "unet", originalUnetSettings(file, kUnet));
    if (!unet) return unet.error();
    Result<Component> vae = componentOf(file, "vae", originalAutoencoderSettings(file, kVae, family));
    if (!vae) return vae.error();
    const std::string prefix = textPrefix(file);
    Result<Component> text = componentOf(
        file, "text_encoder",
        family == Family::Sd2 ? openClipSettings(file, prefix, family) : clipSettings(file, prefix));
    if (!text) return text.error();
    using Padding = ClipTokenizer::Padding;
    Result<ClipTokenizer> tokenizer = ClipTokenizer::fromMerges(
        clip_merges, family == Family::Sd2 ? Padding::ExclamationMark : Padding::EndOfText);
    if (!tokenizer) return tokenizer.error();
    StudioFiles files{path,
                      family,
                      std::move(unet).value(),
                      std::move(vae).value(),
                      std::move(text).value(),
                      {},
                      std::move(tokenizer).value(),
                      {},
                      originalSchedulerSettings(family),
                      family == Family::Sdxl,
                      {}};
    if (family == Family::Sdxl) {
        Result<Component> second =
            componentOf(file, "text_encoder_2", openClipSettings(file, kSecondOfTwo, family));
        if (!second) return second.error();
        files.text_encoder_2 = std::move(second).value();
        Result<ClipTokenizer> tokenizer_2 = ClipTokenizer::fromMerges(clip_merges, Padding::ExclamationMark);
        if (!tokenizer_2) return tokenizer_2.error();
        files.tokenizer_2 = std::move(tokenizer_2).value();
    }
    // Every tensor must have landed somewhere, or be known for what it is.
    std::set<const std::byte*> used;
    const auto use = [&](const Component& component) {
        for (const auto& [name, stored] : component.weights.tensors()) used.insert(stored.bytes.data());
    };
    use(files.unet);
    use(files.vae);
    use(files.text_encoder);
    if (files.text_encoder_2) use(*files.text_encoder_2);
    for (const auto& [name, stored] : file.tensors()) {
        const bool unread = family == Family::Sd2 && name.starts_with(kOpenClip);  // behind the last but one
        if (!used.contains(stored.bytes.data()) && !isLeftOver(name) && !unread)
            files.surplus.push_back(name);
    }
    return files;
}

Result<Component> openOriginalControlNet(const std::string& path) {
    const Result<Checkpoint> opened = Checkpoint::open(path);
    if (!opened) return opened.error();
    const Checkpoint& file = opened.value();
    if (hasPrefix(file, kControl))
        return componentOf(file, "controlnet", originalUnetSettings(file, kControl));
    return Error{ErrorCode::ModelCorrupt,
                 "A ControlNet was expected in " + inQuotes(path) + ", but it is " + nameOf(kindOf(file)) +
                     "; choose a ControlNet folder with its config.json, or a single file."};
}

}  // namespace engine
