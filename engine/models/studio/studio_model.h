#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/api/requests/generate.h"
#include "engine/models/autoencoder/autoencoder.h"
#include "engine/models/studio/lora.h"
#include "engine/models/studio/studio_files.h"
#include "engine/models/text_encoder/text_encoder.h"
#include "engine/models/unet/unet.h"

namespace engine {

/// One network with the directory of its layers and the file that it may still read from.
template <typename Network>
struct LoadedNetwork {
    std::unique_ptr<const Network> network;
    LayerDirectory layers;
    Checkpoint weights;
};

/// Builds the network that a component's settings describe. Errors: ModelCorrupt.
template <typename Network, typename Config>
Result<LoadedNetwork<Network>> loadNetwork(const Component& component, const Result<Config>& config,
                                           const std::string& name, const Compute& compute,
                                           Residence residence) {
    if (!config) return config.error();
    WeightReader reader(component.weights, compute, residence);
    reader.ignore({"position_ids"});
    LoadedNetwork<Network> loaded{std::make_unique<const Network>(reader, config.value()), reader.layers(),
                                  component.weights};
    if (auto complete = reader.complete(name); !complete) return complete.error();
    return loaded;
}

/// A user's checkpoint at work: each network is built when it is first asked for and kept until it is
/// released. Engine thread only.
class StudioModel {
public:
    /// `residence`: of the U-Net, which is asked again and again; what works once in a run stays in its file.
    StudioModel(StudioFiles files, const Compute& compute, Residence residence)
        : files_(std::move(files)), compute_(compute), residence_(residence) {}

    /// Errors: ModelCorrupt (settings or tensors that do not fit).
    Result<const Unet*> unet();
    Result<const Autoencoder*> autoencoder();
    Result<const TextEncoder*> textEncoder();
    /// Precondition: files().text_encoder_2.
    Result<const TextEncoder*> textEncoder2();

    /// Gives memory back; asked for again, a network is built again from its mapped file.
    void releaseTextEncoders();
    void releaseUnet() { unet_ = {}; }

    /// The LoRAs that hold from now on, in place of those before. No network is loaded again.
    /// Errors: those of openLora(); the ones before still hold then.
    Result<Done> setLoras(const std::vector<LoraChoice>& choices);

    /// Nothing, as long as no file has lost what was read of it. Errors: ModelCorrupt.
    Result<Done> stillWhole() const;

    const StudioFiles& files() const { return files_; }
    const Compute& compute() const { return compute_; }
    Residence residence() const { return residence_; }

private:
    /// `Network` is `Kind` or one of several.
    template <typename Network, typename Kind, typename Config>
    Result<const Kind*> loaded(LoadedNetwork<Kind>& slot, const Component& component, const std::string& name,
                               Residence residence, Result<Config> (*settings)(const ModelConfig&));
    void attachLoras(const std::string& component, const LayerDirectory& layers) const;

    StudioFiles files_;
    Compute compute_;
    Residence residence_;
    LoadedNetwork<Unet> unet_;
    LoadedNetwork<Autoencoder> autoencoder_;
    LoadedNetwork<TextEncoder> text_encoder_, text_encoder_2_;
    struct OpenLora {
        LoraChoice choice;
        FittedLora fitted;
    };
    std::vector<OpenLora> loras_;
};

}  // namespace engine
