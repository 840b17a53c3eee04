#pragma once

#include <torch/torch.h>

#include <vector>

#include "engine/models/gain_field/gain_field_config.h"
#include "engine/nn/film_block.h"

namespace engine {

/// The conditional denoiser of the log-gain field (see gain_field_net.h for what goes in and out); parameter
/// names equal the checkpoint's keys. Included by training and by gain_field_net.cpp alone.
struct GainFieldModuleImpl : torch::nn::Module {
    explicit GainFieldModuleImpl(const GainFieldConfig& config);

    struct Out {
        torch::Tensor
            field;  ///< [B, 3, H/2, W/2]: guess of the clean log-gain field, divided by config.field_scale
        torch::Tensor shadow_logits;  ///< [B, 1, H/2, W/2]: where something is to be changed at all
        torch::Tensor features;       ///< [B, widths[0], H/4, W/4]: what both are made of
    };
    /// picture [B, 3, H, W] in 0…1 sRGB; person [B, 1, H/2, W/2] in 0…1; noisy [B, 3, H/2, W/2], divided by
    /// config.field_scale; level [B] in 0…1. H and W are multiples of 32. `text` is there exactly if
    /// config.text_width is not 0: attended to at an eighth and a sixteenth, its mean seen everywhere.
    Out forward(const torch::Tensor& noisy, const torch::Tensor& level, const torch::Tensor& picture,
                const torch::Tensor& person, const TextTokens* text = nullptr);

    GainFieldConfig config;
    torch::nn::Sequential time{nullptr};
    torch::nn::Conv2d conv_in{nullptr}, fine_in{nullptr}, fine_up{nullptr}, fine_mix{nullptr},
        conv_out{nullptr};
    torch::nn::ModuleList down{nullptr}, narrow{nullptr}, up{nullptr}, middle{nullptr};
    MapAttention attention{nullptr};
    // All null without text:
    torch::nn::Linear text_mean{nullptr};
    torch::nn::ModuleList text_attention{nullptr};  ///< going down, in the middle, going up
    torch::nn::Linear colour_of{nullptr};  ///< a word's colour and how much of what is there it replaces
    torch::nn::Linear word_key{nullptr};
    torch::nn::Conv2d word_query{nullptr};  ///< which word speaks of a place

private:
    torch::Tensor pointedColour(const torch::Tensor& features, const TextTokens& text);
};
TORCH_MODULE(GainFieldModule);

}  // namespace engine
