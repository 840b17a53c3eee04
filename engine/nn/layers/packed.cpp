#include "engine/nn/layers/packed.h"

#include <ATen/ATen.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include <array>
#include <optional>

namespace engine {
namespace {

using OptionalTensor = const std::optional<at::Tensor>&;
using Scalars = c10::List<std::optional<at::Scalar>>;
using Text = std::optional<std::string_view>;

template <typename Function>
auto found(const char* name, const char* overload = "") {
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, overload).typed<Function>();
}

std::optional<at::Tensor> optional(const at::Tensor& tensor) {
    return tensor.defined() ? std::optional(tensor) : std::nullopt;
}

}  // namespace

bool canPack() {
    static const bool all_there = [] {
        const auto there = [](const char* name, const char* overload) {
            return c10::Dispatcher::singleton().findSchema({name, overload}).has_value();
        };
        return at::hasMKLDNN() && there("mkldnn::_convolution_pointwise", "") &&
               there("mkldnn::_reorder_convolution_weight", "") && there("mkldnn::_linear_pointwise", "") &&
               there("mkldnn::_linear_pointwise", "binary") && there("mkldnn::_reorder_linear_weight", "");
    }();
    return all_there && at::globalContext().userEnabledMkldnn();
}

at::Tensor packedConvolution(const at::Tensor& weight, int stride, int padding, at::IntArrayRef input) {
    using Reorder = at::Tensor(const at::Tensor&, c10::SymIntArrayRef, c10::SymIntArrayRef,
                               c10::SymIntArrayRef, c10::SymInt, at::OptionalSymIntArrayRef);
    static const auto reorder = found<Reorder>("mkldnn::_reorder_convolution_weight");
    const c10::SymInt pad(padding), step(stride), one(1);
    const at::Tensor plain = weight.is_mkldnn() ? weight.to_dense() : weight;
    return reorder.call(plain, {pad, pad}, {step, step}, {one, one}, 1, c10::fromIntArrayRefSlow(input));
}

at::Tensor convolved(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, int stride,
                     int padding) {
    using Convolve =
        at::Tensor(const at::Tensor&, const at::Tensor&, OptionalTensor, at::IntArrayRef, at::IntArrayRef,
                   at::IntArrayRef, std::int64_t, std::string_view, Scalars, Text);
    static const auto convolve = found<Convolve>("mkldnn::_convolution_pointwise");
    const std::array<std::int64_t, 2> pad = {padding, padding}, step = {stride, stride}, one = {1, 1};
    return convolve.call(x, weight, optional(bias), pad, step, one, 1, "none", Scalars(), "");
}

at::Tensor packedLinear(const at::Tensor& weight) {
    using Reorder = at::Tensor(const at::Tensor&, std::optional<c10::SymInt>);
    static const auto reorder = found<Reorder>("mkldnn::_reorder_linear_weight");
    return reorder.call(weight, std::nullopt);
}

at::Tensor mapped(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, Then then) {
    using Map =
        at::Tensor(const at::Tensor&, const at::Tensor&, OptionalTensor, std::string_view, Scalars, Text);
    static const auto map = found<Map>("mkldnn::_linear_pointwise");
    const bool gelu = then == Then::Gelu;
    return map.call(x, weight, optional(bias), gelu ? "gelu" : "none", Scalars(), gelu ? "none" : "");
}

at::Tensor mappedTimes(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                       const at::Tensor& factor) {
    using Map =
        at::Tensor(const at::Tensor&, const at::Tensor&, const at::Tensor&, OptionalTensor, std::string_view);
    static const auto map = found<Map>("mkldnn::_linear_pointwise", "binary");
    return map.call(x, factor, weight, optional(bias), "mul");
}

}  // namespace engine
