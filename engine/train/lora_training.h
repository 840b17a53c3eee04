#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/api/error.h"
#include "engine/models/studio/prompt_encoding.h"
#include "engine/models/studio/studio_files.h"
#include "engine/models/studio/studio_model.h"
#include "engine/train/light_batch.h"
#include "engine/train/noising.h"
#include "engine/train/training.h"

namespace engine {

/// A user's Stable Diffusion checkpoint with adapters of low rank (LoRA, Hu et al. 2021, arXiv 2106.09685) on
/// every projection of its U-Net's attention. The adapters learn; the checkpoint's own numbers stay.
class LoraPupil {
public:
    /// The adapters are fresh and change nothing yet. `model`, `clip_merges`: as openStudio() takes them;
    /// `rank`: 1…256. Errors: those of openStudio() and of the networks, InvalidRequest (another rank; SDXL;
    /// a U-Net that edits pictures).
    static Result<std::unique_ptr<LoraPupil>> open(const std::string& model, const std::string& clip_merges,
                                                   int rank, torch::Device device);

    /// Their parameters are called as in PEFT's files: "unet.mid_block.….attn1.to_q.lora_A.weight".
    torch::nn::Module& adapters() { return *adapters_; }

    /// How badly the U-Net, told `prompt`, finds the answer in a noised version of it: the paired loss of
    /// iEdit (Bodur et al. 2023, arXiv 2305.05947), where the changed place and the rest count once more,
    /// each by itself. `light`: one sample, its sides multiples of 64. Timestep and noise come from `random`.
    torch::Tensor loss(const LightBatch& light, const std::string& prompt, torch::Generator& random);

private:
    LoraPupil(StudioFiles files, torch::Device device)
        : model_(std::move(files), {device, torch::kFloat32}, Residence::Mapped), prompts_(model_) {}
    Result<Done> load();
    void addAdapters(int rank);
    torch::Tensor latentOf(const torch::Tensor& picture) const;

    StudioModel model_;  ///< for everything but the U-Net, whose layers have to be in reach
    PromptEncoder prompts_;
    LoadedNetwork<Unet> unet_;
    const Autoencoder* codec_ = nullptr;
    std::optional<Noising> noising_;  ///< of the checkpoint's training
    std::shared_ptr<torch::nn::Module> adapters_ = std::make_shared<torch::nn::Module>();
};

struct LoraTrainingOptions {
    std::string data;                ///< portrait set
    std::string model, clip_merges;  ///< as openStudio() takes them
    std::string file;                ///< .safetensors that receives the LoRA
    std::uint64_t seed = 1;
    int rank = 8;
    int picture_size = 256;  ///< 64…768, a multiple of 64
    int threads = 1;
    TrainingPlan plan;
    static constexpr double kUsualRate = 1e-4;  ///< of the plan: adapters want less than fresh networks
};

/// Trains a LoRA for edits by text on EditSampler's triplets. Returns when the plan's time is used up.
/// Errors: those of reading the set and of LoraPupil::open(), InvalidRequest, FileUnwritable.
Result<Done> trainEditLora(const LoraTrainingOptions& options);

}  // namespace engine
