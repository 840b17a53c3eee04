#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/requests/generate.h"
#include "engine/models/controlnet/controlnet.h"
#include "engine/models/preview_decoder/tiny_autoencoder.h"
#include "engine/models/studio/prompt_encoding.h"
#include "engine/models/studio/studio_model.h"

namespace engine {

/// A user's checkpoint with the words it has read and the ControlNets beside it, ready for a run.
struct StudioWorkplace {
    StudioModel model;
    PromptEncoder prompts;

    StudioWorkplace(StudioFiles files, const Compute& compute, Residence residence)
        : model(std::move(files), compute, residence), prompts(model) {}
    StudioWorkplace(const StudioWorkplace&) = delete;
    StudioWorkplace& operator=(const StudioWorkplace&) = delete;

    std::vector<LoraChoice> loras;
    std::vector<std::string> embeddings;
};

/// Keeps the checkpoint that was used last, and the networks beside it: they are as large as memory. What has
/// changed on disk is opened anew. Engine thread only.
class StudioStore {
public:
    /// `clip_merges`: CLIP's list of merges; `budget`: bytes that a U-Net's numbers may take in memory, above
    /// which they stay in their file; 0: half of what is free.
    StudioStore(std::string clip_merges, const Compute& compute, std::size_t budget)
        : clip_merges_(std::move(clip_merges)), compute_(compute), budget_(budget) {}

    /// The checkpoint at `path` with just these LoRAs and textual inversions. Errors: those of openStudio(),
    /// openLora(), readTextualInversion().
    Result<StudioWorkplace*> workplace(const std::string& path, const std::vector<LoraChoice>& loras,
                                       const std::vector<std::string>& embeddings);
    /// One that fits the workplace's checkpoint. Errors: those of openControlNet(), fitTogether().
    Result<const ControlNet*> controlNet(const std::string& path);
    /// The decoder for previews of the workplace's checkpoint: the folder "taesd" ("taesdxl" for SDXL) in the
    /// checkpoint's own folder or beside it. Null where there is none that fits. Errors: ModelCorrupt.
    Result<const TinyAutoencoder*> previewDecoder();
    /// Whether what has been computed stands: no file that numbers came from was shortened meanwhile. Errors:
    /// ModelCorrupt.
    Result<Done> stillWhole();

private:
    template <typename Network>
    struct Open {
        std::string stamp;
        LoadedNetwork<Network> loaded;
    };
    template <typename Network, typename Config>
    Result<const Network*> kept(std::map<std::string, Open<Network>>& all, const std::string& path,
                                Result<Component> (*open)(const std::string& path),
                                Result<Config> (*settings)(const ModelConfig&), const std::string& name,
                                Residence residence);
    Residence residenceOf(const StudioFiles& files) const;

    std::string clip_merges_;
    Compute compute_;
    std::size_t budget_;
    std::string path_, stamp_;
    std::unique_ptr<StudioWorkplace> workplace_;
    std::map<std::string, Open<ControlNet>> controls_;
    std::map<std::string, Open<TinyAutoencoder>> preview_decoders_;
};

}  // namespace engine
