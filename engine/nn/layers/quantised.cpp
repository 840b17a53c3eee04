#include "engine/nn/layers/quantised.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>

#include "engine/nn/compute.h"
#include "engine/nn/layers/onednn_call.h"
#include "engine/nn/layers/packed.h"

// One loop, compiled for what processors have; chosen when the program starts.
#if defined(__x86_64__) && defined(__GNUC__)
#define PENUMBRA_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define PENUMBRA_WIDE
#endif

namespace engine {
namespace {

using OptionalType = std::optional<c10::ScalarType>;
using Whole = c10::List<std::int64_t>;

constexpr double kMostWeight = 127, kMostInput = 255;
constexpr std::int64_t kGrain = 1 << 16;  // numbers for each thread at least
constexpr std::int64_t kSomeZero = 128;   // a packed order must know that inputs have one

PENUMBRA_WIDE void quantise(const float* x, std::uint8_t* q, std::int64_t count, float inverse, float zero) {
    for (std::int64_t i = 0; i < count; ++i) {
        float value = x[i] * inverse + zero + 0.5f;
        value = value > 0 ? value : 0;  // NaN becomes 0 too
        value = value < 255 ? value : 255;
        q[i] = static_cast<std::uint8_t>(value);
    }
}

}  // namespace

bool canQuantise() {
    static const bool all_there = [] {
        return canPack() && isRegistered("onednn::qconv_prepack") &&
               isRegistered("onednn::qconv2d_pointwise") && isRegistered("onednn::qlinear_prepack") &&
               isRegistered("onednn::qlinear_pointwise");
    }();
    return all_there;
}

Eighth toEightBits(const at::Tensor& given) {
    const at::Tensor x = given.is_non_overlapping_and_dense() ? given : given.contiguous();
    Eighth out;
    out.q = at::empty_like(x, x.options().dtype(at::kByte));
    const float* values = x.const_data_ptr<float>();
    auto* bytes = out.q.mutable_data_ptr<std::uint8_t>();
    const auto [least, most] = at::aminmax(x.as_strided({x.numel()}, {1}));  // in the order of memory
    // Zero itself must be hit exactly.
    const double low = std::min(least.item<float>(), 0.0f), high = std::max(most.item<float>(), 0.0f);
    const double span = std::max(high - low, 1e-12);
    out.scale = span / kMostInput;
    out.zero = std::llround(-low / out.scale);
    at::parallel_for(0, x.numel(), kGrain, [&](std::int64_t begin, std::int64_t end) {
        quantise(values + begin, bytes + begin, end - begin, static_cast<float>(1 / out.scale),
                 static_cast<float>(out.zero));
    });
    return out;
}

QuantisedWeight::QuantisedWeight(const at::Tensor& weight) {
    const LargeBlocksApart apart;
    std::vector<std::int64_t> inner;
    for (std::int64_t i = 1; i < weight.dim(); ++i) inner.push_back(i);
    const at::Tensor largest = weight.abs().amax(inner, true).clamp_min(1e-12);
    plain_ = at::round(weight * (kMostWeight / largest)).to(at::kChar).contiguous();
    scales_ = (largest / kMostWeight).flatten().contiguous();
    zero_points_ = at::zeros_like(scales_, scales_.options().dtype(at::kInt));
}

at::Tensor QuantisedWeight::map(const at::Tensor& x, const at::Tensor& bias, bool then_gelu) const {
    using Prepack = at::Tensor(at::Tensor, std::optional<Whole>);
    using Map = at::Tensor(at::Tensor, double, std::int64_t, at::Tensor, at::Tensor, at::Tensor,
                           std::optional<at::Tensor>, double, std::int64_t, OptionalType, std::string_view,
                           Scalars, std::string_view);
    static const auto prepack = registered<Prepack>("onednn::qlinear_prepack");
    static const auto map = registered<Map>("onednn::qlinear_pointwise");
    if (!packed_.defined()) {
        const LargeBlocksApart apart;
        packed_ = prepack.call(plain_, std::nullopt);
    }
    const Eighth in = toEightBits(x);
    return map.call(in.q, in.scale, in.zero, packed_, scales_, zero_points_, ifDefined(bias), 1.0, 0,
                    at::kFloat, then_gelu ? "gelu" : "none", Scalars(), then_gelu ? "none" : "");
}

at::Tensor QuantisedWeight::convolve(const at::Tensor& x, const at::Tensor& bias, int stride,
                                     int padding) const {
    using Prepack = at::Tensor(at::Tensor, at::Tensor, double, std::int64_t, Whole, Whole, Whole,
                               std::int64_t, std::optional<Whole>);
    using Convolve = at::Tensor(at::Tensor, double, std::int64_t, at::Tensor, at::Tensor, at::Tensor,
                                std::optional<at::Tensor>, Whole, Whole, Whole, std::int64_t, double,
                                std::int64_t, OptionalType, std::string_view, Scalars, Text);
    static const auto prepack = registered<Prepack>("onednn::qconv_prepack");
    static const auto convolve = registered<Convolve>("onednn::qconv2d_pointwise");
    const Whole pad({padding, padding}), step({stride, stride}), one({1, 1});
    if (packed_for_ != x.sizes()) {
        const LargeBlocksApart apart;
        packed_for_ = x.sizes().vec();
        packed_ = prepack.call(plain_, scales_, 1.0, kSomeZero, step, pad, one, 1, Whole(packed_for_));
    }
    const Eighth in = toEightBits(x);
    return convolve.call(in.q, in.scale, in.zero, packed_, scales_, zero_points_, ifDefined(bias), step, pad,
                         one, 1, 1.0, 0, at::kFloat, "none", Scalars(), "");
}

}  // namespace engine
