#include "engine/train/base_pupil.h"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/files/clip_words.h"
#include "engine/files/prompt_tokens.h"
#include "engine/nn/weights.h"
#include "engine/schedulers/scheduler_files.h"
#include "engine/train/half_precision.h"
#include "engine/train/named_parameters.h"
#include "engine/train/patch_fit.h"
#include "engine/train/text_file.h"
#include "engine/train/word_merges.h"

namespace engine {
namespace {

/// Captions left out, so that guidance has something to compare with (Ho & Salimans 2022, arXiv 2207.12598).
constexpr double kSpeechlessShare = 0.1;
/// Of each portrait, for the vocabulary: enough for every word to come.
constexpr int kCaptionsForWords = 40;
constexpr std::uint64_t kWordsSeed = 7;

/// Every word of the captions, with how often it was drawn.
std::map<std::string, int> wordsIn(const std::vector<PortraitWords>& portraits) {
    Random random(kWordsSeed);
    std::map<std::string, int> words;
    for (const PortraitWords& one : portraits) {
        for (int i = 0; i < kCaptionsForWords; ++i)
            forEachWord(drawCaption(random, one), [&](std::string_view word) { ++words[std::string(word)]; });
    }
    return words;
}

bool endsLikeOneOf(const std::string& name, std::initializer_list<const char*> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](const char* ending) { return name.ends_with(ending); });
}

/// First numbers of a network's tensor: norms do nothing, blocks add nothing to what passes by them, matrices
/// keep the variance of what they see.
torch::Tensor fresh(const std::string& name, const std::vector<std::int64_t>& shape) {
    constexpr double kEmbedding = 0.02;
    if (shape.size() == 1) return name.ends_with("weight") ? torch::ones(shape) : torch::zeros(shape);
    if (name.find("_embedding.weight") != name.npos) return torch::randn(shape) * kEmbedding;
    if (endsLikeOneOf(name, {"conv2.weight", "proj_out.weight", "conv_out.weight"}))
        return torch::zeros(shape);
    std::int64_t fan_in = 1;
    for (std::size_t i = 1; i < shape.size(); ++i) fan_in *= shape[i];
    const torch::Tensor drawn = (torch::rand(shape) * 2 - 1) / std::sqrt(static_cast<double>(fan_in));
    return shape.size() == 4 ? drawn.contiguous(torch::MemoryFormat::ChannelsLast) : drawn;
}

/// A network of fresh parameters, which are entered below `name`.
template <typename Network, typename Config>
Result<std::unique_ptr<const Network>> learning(torch::nn::Module& all, const std::string& name,
                                                const nlohmann::json& settings, torch::Device device,
                                                Result<Config> (*read)(const ModelConfig&)) {
    const Result<ModelConfig> parsed = parseModelConfig(settings.dump(), name);
    if (!parsed) return parsed.error();
    const Result<Config> config = read(parsed.value());
    if (!config) return config.error();
    const WeightReader reader([&](const std::string& tensor, const std::vector<std::int64_t>& shape) {
        return addParameter(all, name + "." + tensor, fresh(tensor, shape).to(device));
    });
    return std::make_unique<const Network>(reader, config.value());
}

}  // namespace

torch::Tensor networkPicture(const cv::Mat& rgb, int side) {
    cv::Mat small;
    cv::resize(rgb, small, {side, side}, 0, 0, cv::INTER_AREA);
    return torch::from_blob(small.data, {side, side, 3}, torch::kUInt8)
                   .permute({2, 0, 1})
                   .to(torch::kFloat32) /
               127.5 -
           1;
}

Result<std::unique_ptr<BasePupil>> BasePupil::begin(const std::vector<Portrait>& portraits,
                                                    const BaseShape& shape, const std::string& folder,
                                                    torch::Device device) {
    std::unique_ptr<BasePupil> pupil(new BasePupil(shape, folder, device));
    for (const Portrait& portrait : portraits) pupil->words_.push_back(wordsOf(portrait));
    if (auto fitted = pupil->fitAutoencoder(portraits); !fitted) return fitted.error();
    if (auto encoded = pupil->encode(portraits); !encoded) return encoded.error();
    if (auto written = pupil->writeSettings(); !written) return written.error();
    if (auto made = pupil->makeNetworks(); !made) return made.error();
    return pupil;
}

Result<Done> BasePupil::fitAutoencoder(const std::vector<Portrait>& portraits) {
    const PatchTransformConfig codec{shape_.patch, shape_.channels};
    const PatchFit fit = fitPatches(codec, static_cast<int>(portraits.size()), [&](int i) {
        return networkPicture(portraits[static_cast<std::size_t>(i)].picture, shape_.picture_side);
    });
    // What portraits vary by most is seen most: half of that, in logarithms, is what an error there costs.
    weights_ = fit.deviation.sqrt().view({1, -1, 1, 1});
    weights_ = (weights_ / weights_.mean()).to(device_);
    return savePatchTransform(fit, codec, folder_ + "/vae");
}

Result<Done> BasePupil::writeSettings() const {
    const auto text = [](const nlohmann::json& settings) { return settings.dump(2) + "\n"; };
    if (auto saved = writeTokenizer(mergesOf(wordsIn(words_)), shape_.text_length, folder_ + "/tokenizer");
        !saved)
        return saved;
    const std::string scheduler = folder_ + "/scheduler/scheduler_config.json";
    if (auto saved = writeText(scheduler, text(baseSchedulerSettings())); !saved) return saved;
    return writeText(folder_ + "/model_index.json", text(baseModelIndex()));
}

Result<Done> BasePupil::encode(const std::vector<Portrait>& portraits) {
    torch::NoGradGuard no_gradients;
    const Result<Component> vae = openComponent(folder_ + "/vae");
    if (!vae) return vae.error();
    const auto codec = loadNetwork<PatchTransform>(vae.value(), readPatchTransformConfig(vae.value().config),
                                                   "autoencoder", {}, Residence::Ready);
    if (!codec) return codec.error();
    const int side = shape_.latentSide();
    latents_ = torch::empty({static_cast<std::int64_t>(portraits.size()), 2, shape_.channels, side, side});
    for (std::size_t i = 0; i < portraits.size(); ++i) {
        const torch::Tensor picture = networkPicture(portraits[i].picture, shape_.picture_side);
        const torch::Tensor both = torch::stack({picture, picture.flip(2)});
        const Autoencoder& autoencoder = *codec.value().network;
        latents_[static_cast<std::int64_t>(i)].copy_(autoencoder.scaled(autoencoder.encoded(both).mean));
    }
    return Done{};
}

Result<Done> BasePupil::makeNetworks() {
    Result<ClipTokenizer> tokenizer = ClipTokenizer::open(folder_ + "/tokenizer");
    if (!tokenizer) return tokenizer.error();
    tokenizer_ = std::move(tokenizer).value();
    const Result<ModelConfig> scheduler = readModelConfig(folder_ + "/scheduler/scheduler_config.json");
    if (!scheduler) return scheduler.error();
    const Result<SchedulerConfig> trained = readSchedulerConfig(scheduler.value());
    if (!trained) return trained.error();
    Result<Noising> noising = Noising::of(trained.value());
    if (!noising) return noising.error();
    noising_ = std::move(noising).value();
    const int vocabulary = static_cast<int>(tokenizer_->size());
    auto text_encoder = learning<TextEncoder>(
        *networks_, "text_encoder", baseTextSettings(shape_, vocabulary), device_, &readTextEncoderConfig);
    if (!text_encoder) return text_encoder.error();
    text_encoder_ = std::move(text_encoder).value();
    auto unet = learning<Unet>(*networks_, "unet", baseUnetSettings(shape_), device_, &readUnetConfig);
    if (!unet) return unet.error();
    unet_ = std::move(unet).value();
    half_ = halfIsFaster(device_);
    return Done{};
}

torch::Tensor BasePupil::loss(int batch, Random& random, torch::Generator& noises) {
    // 1. Portraits, what is said of them, and timesteps spread over all there are.
    std::vector<torch::Tensor> seen, target;
    std::vector<std::int64_t> ids;
    std::vector<float> timesteps;
    const int offset = random.whole(0, noising_->steps() - 1);
    for (int i = 0; i < batch; ++i) {
        const int one = random.whole(0, static_cast<int>(words_.size()) - 1);
        const std::string caption = random.chance(kSpeechlessShare)
                                        ? std::string()
                                        : drawCaption(random, words_[static_cast<std::size_t>(one)]);
        const std::vector<std::int64_t> said = encodePlain(*tokenizer_, caption);
        ids.insert(ids.end(), said.begin(), said.end());
        const int step = (offset + i * noising_->steps() / batch) % noising_->steps();
        timesteps.push_back(static_cast<float>(noising_->timestep(step)));
        const torch::Tensor clean = latents_[one][random.whole(0, 1)];
        const torch::Tensor noise = torch::randn(clean.sizes(), noises);
        seen.push_back(noising_->noised(clean, noise, step));
        target.push_back(noising_->wanted(clean, noise, step));
    }
    const torch::Tensor answer = torch::stack(target).to(device_);

    // 2. What the networks make of them.
    torch::Tensor said;
    {
        std::optional<HalfPrecision> half;
        if (half_) half.emplace(device_);
        UnetCondition condition;
        const torch::Tensor read = torch::tensor(ids, torch::kInt64).view({batch, -1}).to(device_);
        condition.context = text_encoder_->encode(read).last;
        said =
            unet_->predict(torch::stack(seen).to(device_), torch::tensor(timesteps).to(device_), condition);
    }
    return ((said.to(torch::kFloat32) - answer).square() * weights_).mean();
}

Result<Done> BasePupil::save() const {
    const auto write = [&](const std::string& name, const nlohmann::json& settings,
                           const std::string& weights) -> Result<Done> {
        if (auto written = writeText(folder_ + "/" + name + "/config.json", settings.dump(2) + "\n");
            !written)
            return written;
        return saveWeights(*networks_->named_children()[name], folder_ + "/" + name + "/" + weights);
    };
    const int vocabulary = static_cast<int>(tokenizer_->size());
    if (auto saved = write("text_encoder", baseTextSettings(shape_, vocabulary), "model.safetensors"); !saved)
        return saved;
    return write("unet", baseUnetSettings(shape_), "diffusion_pytorch_model.safetensors");
}

}  // namespace engine
