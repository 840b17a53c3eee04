#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/files/checkpoint.h"
#include "engine/nn/layers/weight_reader.h"

namespace engine {

/// The layers of a model that LoRAs may change, under every name that LoRA files give them.
class LoraNames {
public:
    struct Place {
        std::string component, layer;  ///< "unet", "mid_block.resnets.0.conv1"
        std::vector<std::int64_t> shape;
    };

    /// `component`: "unet", "text_encoder" or "text_encoder_2"; of its layers only shapes are looked at.
    void add(const std::string& component, const LayerDirectory& layers);
    /// kohya also writes the names of single-file checkpoints: "input_blocks.4.1.proj_in".
    void addAlias(const std::string& alias, const std::string& component, const std::string& layer);

    /// Null when no layer is called so. `name` without its ending, as the file has it.
    const Place* find(const std::string& name) const;

private:
    std::map<std::string, Place> by_name_;
};

/// Matrices of low rank for one layer: W + alpha/rank · up · down.
struct LoraLayer {
    std::string layer;
    StoredTensor down, up;
    double alpha_over_rank = 1;
};

/// What a LoRA file holds for one layer: both matrices, [rank, …] and […, rank, …], of floating point.
struct LoraMatrices {
    StoredTensor down, up;
    double alpha_over_rank = 1;
};

/// A LoRA file by the names that it gives layers, whatever model it is for. Errors: those of
/// Checkpoint::open; ModelCorrupt when it holds no LoRA, one of a kind that is not supported (LoHa, LoKr,
/// DoRA), or half a layer.
Result<std::map<std::string, LoraMatrices>> readLora(const std::string& path);

/// A LoRA file that fits a model (Hu et al. 2021, arXiv 2106.09685): its layers by component.
using FittedLora = std::map<std::string, std::vector<LoraLayer>>;

/// Opens a LoRA in diffusers', PEFT's or kohya's names. Errors: those of readLora(); ModelCorrupt for layers
/// that are not in this model, or matrices of other shapes.
Result<FittedLora> openLora(const std::string& path, const LoraNames& names);

/// Puts some layers of a LoRA on a network, on top of what is there. `scale` multiplies all of it.
void attach(const std::vector<LoraLayer>& lora, double scale, const LayerDirectory& network,
            const Compute& compute);

}  // namespace engine
