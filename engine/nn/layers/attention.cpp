#include "engine/nn/layers/attention.h"

#include <ATen/ATen.h>

#include <cmath>

namespace engine {

Attention::Attention(const WeightReader& reader, const Shape& shape)
    : to_q_(reader / "to_q", shape.width, shape.width, shape.input_bias),
      to_k_(reader / "to_k", shape.context, shape.width, shape.input_bias),
      to_v_(reader / "to_v", shape.context, shape.width, shape.input_bias),
      to_out_(reader / "to_out.0", shape.width, shape.width),
      heads_(shape.heads),
      name_(reader.name()) {}

/// [B, N, width] → [B, heads, N, width / heads].
at::Tensor Attention::headed(const at::Tensor& x) const {
    return x.view({x.size(0), x.size(1), heads_, x.size(2) / heads_}).transpose(1, 2);
}

at::Tensor Attention::operator()(const at::Tensor& tokens, const at::Tensor& context,
                                 const AttentionWatch* watch) const {
    const at::Tensor query = headed(to_q_(tokens)), key = headed(to_k_(context));
    if (watch) {
        const double scale = 1 / std::sqrt(static_cast<double>(query.size(3)));
        (*watch)(name_, at::softmax(at::matmul(query, key.transpose(2, 3)) * scale, -1).flatten(0, 1));
    }
    const at::Tensor mixed = at::scaled_dot_product_attention(query, key, headed(to_v_(context)));
    return to_out_(mixed.transpose(1, 2).reshape(tokens.sizes()));
}

}  // namespace engine
