#include "engine/nn/layers/layers.h"

#include <ATen/ATen.h>

#include "engine/nn/layers/packed.h"

namespace engine {
namespace {

std::shared_ptr<LayerWeights> layerOf(WeightReader& reader, const std::vector<std::int64_t>& shape,
                                      bool bias) {
    auto layer = std::make_shared<LayerWeights>();
    layer->weight = reader.take("weight", shape);
    layer->mapped = reader.mapped("weight");
    if (bias) layer->bias = reader.takeReady("bias", {shape[0]});
    reader.enter(layer);
    return layer;
}

void addAdapters(const at::Tensor& x, const LayerWeights& layer, at::Tensor& y) {
    for (const Adapter& a : layer.adapters) y.add_(at::linear(at::linear(x, a.down), a.up), a.scale);
}

/// Brings a layer's weight to eight bits if that is wanted.
bool quantised(const WeightReader& reader, LayerWeights& layer) {
    if (!reader.quantises(layer.weight[0].numel(), layer.weight.size(0))) return false;
    layer.eighth = QuantisedWeight(layer.weight);
    layer.weight.reset();
    return true;
}

/// `weight` as `x` can be computed with; free where it is already so.
at::Tensor fitting(const at::Tensor& weight, const at::Tensor& x) {
    return weight.scalar_type() == x.scalar_type() ? weight : weight.to(x.scalar_type());
}

}  // namespace

Linear::Linear(WeightReader reader, std::int64_t in, std::int64_t out, bool bias)
    : layer_(layerOf(reader, {out, in}, bias)) {
    if (layer_->weight.is_meta() || quantised(reader, *layer_) || !reader.packs()) return;
    const LargeBlocksApart apart;
    layer_->weight = packedLinear(layer_->weight);
    layer_->packs = true;
}

at::Tensor Linear::operator()(const at::Tensor& x) const {
    at::Tensor y = layer_->eighth.isDefined() ? layer_->eighth.map(x, layer_->bias)
                   : layer_->packs            ? mapped(x, layer_->weight, layer_->bias)
                                              : at::linear(x, fitting(layer_->weight, x), layer_->bias);
    layer_->mapped.release();
    addAdapters(x, *layer_, y);
    return y;
}

GatedLinear::GatedLinear(WeightReader reader, std::int64_t in, std::int64_t inner)
    : layer_(layerOf(reader, {2 * inner, in}, true)) {
    const bool eighth = reader.quantises(in, inner);
    if (layer_->weight.is_meta() || layer_->bias.is_meta() || (!eighth && !reader.packs())) return;
    const LargeBlocksApart apart;
    const auto half = [&](const at::Tensor& both, int which) {
        return both.narrow(0, which * inner, inner).clone();
    };
    value_.bias = half(layer_->bias, 0);
    gate_.bias = half(layer_->bias, 1);
    for (int i = 0; i < 2; ++i) {
        Half& one = i == 0 ? value_ : gate_;
        if (eighth)
            one.eighth = QuantisedWeight(half(layer_->weight, i));
        else
            one.packed = packedLinear(half(layer_->weight, i));
    }
    layer_->weight.reset();
}

at::Tensor GatedLinear::Half::operator()(const at::Tensor& x, bool then_gelu) const {
    return eighth.isDefined() ? eighth.map(x, bias, then_gelu)
                              : mapped(x, packed, bias, then_gelu ? Then::Gelu : Then::Nothing);
}

at::Tensor GatedLinear::operator()(const at::Tensor& x) const {
    const bool halved = value_.bias.defined();
    if (halved && layer_->adapters.empty()) {
        const at::Tensor gate = gate_(x, true);
        return value_.packed.defined() ? mappedTimes(x, value_.packed, value_.bias, gate)
                                       : value_(x, false).mul_(gate);
    }
    at::Tensor both = halved ? at::cat({value_(x, false), gate_(x, false)}, -1)
                             : at::linear(x, fitting(layer_->weight, x), layer_->bias);
    layer_->mapped.release();
    addAdapters(x, *layer_, both);
    const std::vector<at::Tensor> halves = both.chunk(2, -1);
    return at::gelu(halves[1]).mul_(halves[0]);
}

Conv2d::Conv2d(WeightReader reader, std::int64_t in, std::int64_t out, int kernel, int stride, int padding,
               bool bias)
    : layer_(layerOf(reader, {out, in, kernel, kernel}, bias)),
      stride_(stride),
      padding_(padding < 0 ? kernel / 2 : padding) {
    if (layer_->weight.is_meta() || quantised(reader, *layer_) || !reader.packs()) return;
    layer_->packs = true;
    layer_->room = reader.room();
}

at::Tensor Conv2d::packedFor(at::IntArrayRef input) const {
    LayerWeights& layer = *layer_;
    const auto now = [&] {
        return layer.halved.isDefined() ? layer.halved.widened(*layer.room) : layer.weight;
    };
    // The best order depends on the input's size, which changes rarely: packed at the first use of each.
    if (layer.packed_for != input) {
        const LargeBlocksApart apart;
        const c10::ScalarType stored =
            layer.halved.isDefined() ? layer.halved.type() : layer.weight.scalar_type();
        layer.weight = packedConvolution(now().to(at::kFloat), stride_, padding_, input);
        if (stored != at::kFloat) {
            layer.halved = HalvedWeight(layer.weight, stored);
            layer.weight.reset();
        }
        layer.packed_for = input.vec();
    }
    return now();
}

at::Tensor Conv2d::operator()(const at::Tensor& x) const {
    const auto plain = [&](const at::Tensor& weight, const at::Tensor& bias) {
        return at::conv2d(x, weight, bias, at::IntArrayRef(stride_), at::IntArrayRef(padding_));
    };
    at::Tensor y = layer_->eighth.isDefined() ? layer_->eighth.convolve(x, layer_->bias, stride_, padding_)
                   : layer_->packs ? convolved(x, packedFor(x.sizes()), layer_->bias, stride_, padding_)
                                   : plain(fitting(layer_->weight, x), layer_->bias);
    layer_->mapped.release();
    for (const Adapter& a : layer_->adapters) y.add_(at::conv2d(plain(a.down, {}), a.up), a.scale);
    return y;
}

GroupNorm::GroupNorm(WeightReader reader, std::int64_t groups, std::int64_t channels, double eps)
    : weight_(reader.takeReady("weight", {channels})),
      bias_(reader.takeReady("bias", {channels})),
      groups_(groups),
      eps_(eps) {}

at::Tensor GroupNorm::operator()(const at::Tensor& x) const {
    return at::group_norm(x, groups_, weight_, bias_, eps_);
}

GroupNorm::Moments GroupNorm::momentsOf(const at::Tensor& x) const {
    const at::Tensor dense = x.to(c10::kFloat).contiguous(x.suggest_memory_format());
    const auto [normalised, mean, inverse_deviation] =
        at::native_group_norm(dense, {}, {}, x.size(0), x.size(1), x.size(2) * x.size(3), groups_, eps_);
    return {mean.to(c10::kDouble), inverse_deviation.to(c10::kDouble).square().reciprocal() - eps_};
}

at::Tensor GroupNorm::normalised(const at::Tensor& x, const Moments& moments) const {
    const auto perChannel = [&](const at::Tensor& per_group) {
        return per_group.repeat_interleave(x.size(1) / groups_, 1);
    };
    const at::Tensor scale = perChannel((moments.variance + eps_).rsqrt()) * weight_,
                     shift = bias_ - perChannel(moments.mean) * scale;
    const auto broadcast = [&](const at::Tensor& t) {
        return t.to(x.scalar_type()).view({-1, x.size(1), 1, 1});
    };
    return at::addcmul(broadcast(shift), x, broadcast(scale));
}

LayerNorm::LayerNorm(WeightReader reader, std::int64_t width, double eps)
    : weight_(reader.takeReady("weight", {width})), bias_(reader.takeReady("bias", {width})), eps_(eps) {}

at::Tensor LayerNorm::operator()(const at::Tensor& x) const {
    return at::layer_norm(x, weight_.sizes(), weight_, bias_, eps_);
}

}  // namespace engine
