#pragma once

#include <torch/torch.h>

namespace engine {

/// A 3×3 convolution that keeps the size, apart from its stride.
torch::nn::Conv2d conv3(int in, int out, int stride = 1, int dilation = 1);

/// Noise levels [B], 0…1, as waves of them that a network can tell apart: [B, 2 · kLevelFrequencies].
torch::Tensor levelFeatures(const torch::Tensor& level);
inline constexpr int kLevelFrequencies = 16;

/// Two 3×3 convolutions with group norm, the second scaled and shifted by an embedding (FiLM), and a skip:
/// [B, in, H, W], [B, embedding] → [B, out, H, W]. The last convolution starts at zero, so a fresh block is
/// its skip.
struct FilmBlockImpl : torch::nn::Module {
    FilmBlockImpl(int in, int out, int embedding);
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& embedding);

    torch::nn::GroupNorm norm1{nullptr}, norm2{nullptr};
    torch::nn::Conv2d conv1{nullptr}, conv2{nullptr}, skip{nullptr};
    torch::nn::Linear film{nullptr};
};
TORCH_MODULE(FilmBlock);

/// Self-attention over all places of a small map, with a skip: [B, C, H, W] → the same.
struct MapAttentionImpl : torch::nn::Module {
    MapAttentionImpl(int channels, int heads);
    torch::Tensor forward(const torch::Tensor& x);

    int heads_;
    torch::nn::GroupNorm norm{nullptr};
    torch::nn::Linear qkv{nullptr}, out{nullptr};
};
TORCH_MODULE(MapAttention);

/// A text as attention sees it.
struct TextTokens {
    torch::Tensor tokens;  ///< [B, N, width]
    torch::Tensor keep;    ///< [B, N] bool: false for padding
};

/// Attention of the places of a map to a text, with a skip that a fresh block is: [B, C, H, W] → the same.
struct TextAttentionImpl : torch::nn::Module {
    TextAttentionImpl(int channels, int text_width, int heads);
    torch::Tensor forward(const torch::Tensor& x, const TextTokens& text);

    int heads_;
    torch::nn::GroupNorm norm{nullptr};
    torch::nn::Linear query{nullptr}, key_value{nullptr}, out{nullptr};
};
TORCH_MODULE(TextAttention);

}  // namespace engine
