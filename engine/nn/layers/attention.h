#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <string>

#include "engine/nn/layers/layers.h"

namespace engine {

/// Hears how much each token of a layer looks at each of the context: [B · heads, N, M], rows sum to 1.
using AttentionWatch = std::function<void(const std::string& layer, const at::Tensor& probabilities)>;

/// What a layer's self-attention looks at, [B, M, width], when its own tokens are `own`, [B, N, width].
/// Layers ask in the order in which they run.
using SelfContext = std::function<at::Tensor(const at::Tensor& own)>;

/// Multi-head attention over tokens (Vaswani et al. 2017, arXiv 1706.03762), names as in diffusers'
/// Attention: to_q, to_k, to_v, to_out.0.
class Attention {
public:
    struct Shape {
        std::int64_t width;    ///< of the tokens that ask
        std::int64_t context;  ///< of the tokens that are asked
        std::int64_t heads;
        bool input_bias = false;
    };
    Attention(const WeightReader& reader, const Shape& shape);

    /// tokens: [B, N, width]; context: [B, M, context] → [B, N, width].
    /// `watch` may be null; it costs a second, unfused pass.
    at::Tensor operator()(const at::Tensor& tokens, const at::Tensor& context,
                          const AttentionWatch* watch = nullptr) const;

private:
    at::Tensor headed(const at::Tensor& x) const;

    Linear to_q_, to_k_, to_v_, to_out_;
    std::int64_t heads_;
    std::string name_;
};

}  // namespace engine
