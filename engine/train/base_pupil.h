#pragma once

#include <torch/torch.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/files/clip_tokenizer.h"
#include "engine/models/studio/studio_model.h"
#include "engine/train/base_settings.h"
#include "engine/train/captions.h"
#include "engine/train/noising.h"

namespace engine {

/// A portrait as a network sees it, [3, S, S], −1…1.
torch::Tensor networkPicture(const cv::Mat& rgb, int side);

/// The starter's base while it learns: a text encoder and a U-Net of the very classes that open a user's
/// checkpoint, made of fresh numbers, over the latents of a PatchTransform that is fitted at once. Its
/// folder is a diffusers folder.
class BasePupil {
public:
    /// Fits the autoencoder and the vocabulary to `portraits`, writes everything but the learning networks
    /// into `folder`, and encodes the portraits, each also mirrored. The networks' first numbers come from
    /// torch's own generator. Errors: FileUnwritable.
    static Result<std::unique_ptr<BasePupil>> begin(const std::vector<Portrait>& portraits,
                                                    const BaseShape& shape, const std::string& folder,
                                                    torch::Device device);

    /// What learns, named as in the files behind "unet." and "text_encoder.".
    torch::nn::Module& networks() { return *networks_; }

    /// How badly a batch of portraits, each at a timestep and with a caption of its own, is denoised.
    torch::Tensor loss(int batch, Random& random, torch::Generator& noises);

    /// Writes both networks as they are. Errors: FileUnwritable.
    Result<Done> save() const;

private:
    BasePupil(const BaseShape& shape, std::string folder, torch::Device device)
        : shape_(shape), folder_(std::move(folder)), device_(device) {}
    Result<Done> fitAutoencoder(const std::vector<Portrait>& portraits);
    Result<Done> encode(const std::vector<Portrait>& portraits);
    Result<Done> writeSettings() const;
    Result<Done> makeNetworks();

    BaseShape shape_;
    std::string folder_;
    torch::Device device_;
    std::vector<PortraitWords> words_;  ///< of each portrait
    torch::Tensor latents_;             ///< [portraits, 2, C, h, w]
    torch::Tensor weights_;             ///< of each channel in the loss, [1, C, 1, 1], 1 on average
    std::optional<ClipTokenizer> tokenizer_;
    std::optional<Noising> noising_;
    std::shared_ptr<torch::nn::Module> networks_ = std::make_shared<torch::nn::Module>();
    std::unique_ptr<const TextEncoder> text_encoder_;
    std::unique_ptr<const Unet> unet_;
    bool half_ = false;  ///< it computes in bfloat16 where it may
};

}  // namespace engine
