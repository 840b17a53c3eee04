#include "engine/nn/layers/transformer.h"

#include <ATen/ATen.h>

namespace engine {
namespace {

constexpr double kSpatialEps = 1e-6;  // of this norm alone; the networks' own is 1e-5
constexpr int kWidening = 4;          // of the feed-forward

/// In place, unless the sum so far is still needed as it is to find gradients.
at::Tensor plus(const at::Tensor& sum, const at::Tensor& term) {
    return sum.requires_grad() ? sum + term : sum.add_(term);
}

}  // namespace

TransformerBlock::TransformerBlock(const WeightReader& reader, std::int64_t width, std::int64_t context,
                                   std::int64_t heads)
    : norm1_(reader / "norm1", width),
      attn1_(reader / "attn1", {width, width, heads}),
      norm2_(reader / "norm2", width),
      attn2_(reader / "attn2", {width, context, heads}),
      norm3_(reader / "norm3", width),
      ff_in_(reader / "ff.net.0.proj", width, kWidening * width),
      ff_out_(reader / "ff.net.2", kWidening * width, width) {}

at::Tensor TransformerBlock::operator()(at::Tensor tokens, const at::Tensor& context,
                                        const AttentionWatch* watch, const SelfContext* self) const {
    const at::Tensor own = norm1_(tokens);
    tokens = tokens + attn1_(own, self ? (*self)(own) : own, watch);
    tokens = plus(tokens, attn2_(norm2_(tokens), context, watch));
    return plus(tokens, ff_out_(ff_in_(norm3_(tokens))));
}

SpatialTransformer::SpatialTransformer(const WeightReader& reader, const Shape& shape)
    : norm_(reader / "norm", shape.groups, shape.channels, kSpatialEps) {
    if (shape.linear_projection) {
        linear_in_.emplace(reader / "proj_in", shape.channels, shape.channels);
        linear_out_.emplace(reader / "proj_out", shape.channels, shape.channels);
    } else {
        conv_in_.emplace(reader / "proj_in", shape.channels, shape.channels, 1);
        conv_out_.emplace(reader / "proj_out", shape.channels, shape.channels, 1);
    }
    for (std::int64_t i = 0; i < shape.depth; ++i) {
        blocks_.emplace_back(reader / ("transformer_blocks." + std::to_string(i)), shape.channels,
                             shape.context, shape.heads);
    }
}

at::Tensor SpatialTransformer::operator()(const at::Tensor& x, const at::Tensor& context,
                                          const AttentionWatch* watch, const SelfContext* self) const {
    at::Tensor hidden = norm_(x);
    if (conv_in_) hidden = (*conv_in_)(hidden);
    // In channels-last order the tokens already lie one behind the other: no copy is made.
    at::Tensor tokens = hidden.permute({0, 2, 3, 1}).reshape({x.size(0), -1, x.size(1)});
    if (linear_in_) tokens = (*linear_in_)(tokens);
    for (const TransformerBlock& block : blocks_) tokens = block(tokens, context, watch, self);
    if (linear_out_) tokens = (*linear_out_)(tokens);
    hidden = tokens.view({x.size(0), x.size(2), x.size(3), x.size(1)}).permute({0, 3, 1, 2});
    if (conv_out_) hidden = (*conv_out_)(hidden);
    return hidden.add_(x);
}

}  // namespace engine
