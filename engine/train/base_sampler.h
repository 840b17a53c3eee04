#pragma once

#include <torch/torch.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/models/studio/prompt_encoding.h"
#include "engine/models/studio/studio_model.h"
#include "engine/schedulers/scheduler.h"

namespace engine {

/// Makes pictures of captions with a base, many at a time: what GeneratePipeline does, without a person who
/// waits for it.
class BaseSampler {
public:
    struct Way {
        int steps = 25;
        double guidance = 3;
    };
    /// `folder`: the base's. Errors: those of openStudio() and of its networks.
    static Result<std::unique_ptr<BaseSampler>> open(const std::string& folder, const Way& way,
                                                     torch::Device device);

    /// [captions, 3, S, S], sRGB 0…1. The same captions and seed give the same pictures.
    Result<torch::Tensor> pictures(const std::vector<std::string>& captions, std::uint64_t seed);
    const Autoencoder& autoencoder() const { return *codec_; }

private:
    BaseSampler(StudioFiles files, const Way& way, torch::Device device)
        : model_(std::move(files), {device, torch::kFloat32}, Residence::Ready),
          prompts_(model_),
          way_(way) {}
    Result<Done> load();

    StudioModel model_;
    PromptEncoder prompts_;
    Way way_;
    const Autoencoder* codec_ = nullptr;
    const Unet* unet_ = nullptr;
    std::unique_ptr<const Scheduler> scheduler_;
};

}  // namespace engine
