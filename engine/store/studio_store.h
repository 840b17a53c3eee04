#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/requests/generate.h"
#include "engine/models/controlnet/controlnet.h"
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

/// Keeps the checkpoint that was used last, and its ControlNets: they are as large as memory. What has
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
    Result<const ControlNet*> controlNet(const std::string& path);

private:
    struct OpenControl {
        std::string stamp;
        LoadedNetwork<ControlNet> loaded;
    };
    Residence residenceOf(const StudioFiles& files) const;

    std::string clip_merges_;
    Compute compute_;
    std::size_t budget_;
    std::string path_, stamp_;
    std::unique_ptr<StudioWorkplace> workplace_;
    std::map<std::string, OpenControl> controls_;
};

}  // namespace engine
