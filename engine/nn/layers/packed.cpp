#include "engine/nn/layers/packed.h"

#include <ATen/ATen.h>

#include <array>

#include "engine/nn/layers/onednn_call.h"

// Exported by LibTorch without a header; absent where it was built without oneDNN.
namespace at::native {
__attribute__((weak)) Tensor mkldnn_tensor_from_data_ptr(void* data, IntArrayRef shape, ScalarType type,
                                                         Device device, const std::uint8_t* order,
                                                         std::int64_t order_bytes);
}

namespace engine {

bool canPack() {
    static const bool all_there = [] {
        return at::hasMKLDNN() && isRegistered("mkldnn::_convolution_pointwise") &&
               isRegistered("mkldnn::_reorder_convolution_weight") &&
               isRegistered("mkldnn::_linear_pointwise") &&
               isRegistered("mkldnn::_linear_pointwise", "binary") &&
               isRegistered("mkldnn::_reorder_linear_weight");
    }();
    return all_there && at::globalContext().userEnabledMkldnn();
}

at::Tensor packedConvolution(const at::Tensor& weight, int stride, int padding, at::IntArrayRef input) {
    using Reorder = at::Tensor(const at::Tensor&, c10::SymIntArrayRef, c10::SymIntArrayRef,
                               c10::SymIntArrayRef, c10::SymInt, at::OptionalSymIntArrayRef);
    static const auto reorder = registered<Reorder>("mkldnn::_reorder_convolution_weight");
    const c10::SymInt pad(padding), step(stride), one(1);
    const at::Tensor plain = weight.is_mkldnn() ? weight.to_dense() : weight;
    return reorder.call(plain, {pad, pad}, {step, step}, {one, one}, 1, c10::fromIntArrayRefSlow(input));
}

at::Tensor convolved(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, int stride,
                     int padding) {
    using Convolve =
        at::Tensor(const at::Tensor&, const at::Tensor&, OptionalTensor, at::IntArrayRef, at::IntArrayRef,
                   at::IntArrayRef, std::int64_t, std::string_view, Scalars, Text);
    static const auto convolve = registered<Convolve>("mkldnn::_convolution_pointwise");
    const std::array<std::int64_t, 2> pad = {padding, padding}, step = {stride, stride}, one = {1, 1};
    return convolve.call(x, weight, ifDefined(bias), pad, step, one, 1, "none", Scalars(), "");
}

at::Tensor packedLinear(const at::Tensor& weight) {
    using Reorder = at::Tensor(const at::Tensor&, std::optional<c10::SymInt>);
    static const auto reorder = registered<Reorder>("mkldnn::_reorder_linear_weight");
    return reorder.call(weight, std::nullopt);
}

at::Tensor mapped(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, Then then) {
    using Map =
        at::Tensor(const at::Tensor&, const at::Tensor&, OptionalTensor, std::string_view, Scalars, Text);
    static const auto map = registered<Map>("mkldnn::_linear_pointwise");
    const bool gelu = then == Then::Gelu;
    return map.call(x, weight, ifDefined(bias), gelu ? "gelu" : "none", Scalars(), gelu ? "none" : "");
}

at::Tensor mappedTimes(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                       const at::Tensor& factor) {
    using Map =
        at::Tensor(const at::Tensor&, const at::Tensor&, const at::Tensor&, OptionalTensor, std::string_view);
    static const auto map = registered<Map>("mkldnn::_linear_pointwise", "binary");
    return map.call(x, factor, weight, ifDefined(bias), "mul");
}

bool canHalve() {
    static const bool all_there = canPack() && isRegistered("mkldnn::data_ptr") &&
                                  isRegistered("mkldnn::_nbytes") &&
                                  isRegistered("mkldnn::_get_mkldnn_serialized_md") &&
                                  &at::native::mkldnn_tensor_from_data_ptr != nullptr;
    return all_there;
}

HalvedWeight::HalvedWeight(const at::Tensor& packed, c10::ScalarType type) : shape_(packed.sizes().vec()) {
    using Ask = std::int64_t(const at::Tensor&);
    static const auto address = registered<Ask>("mkldnn::data_ptr"),
                      bytes = registered<Ask>("mkldnn::_nbytes");
    static const auto order = registered<at::Tensor(const at::Tensor&)>("mkldnn::_get_mkldnn_serialized_md");
    order_ = order.call(packed);
    const std::int64_t count = bytes.call(packed) / static_cast<std::int64_t>(sizeof(float));
    numbers_ = at::from_blob(reinterpret_cast<void*>(address.call(packed)), {count}, at::kFloat).to(type);
}

at::Tensor HalvedWeight::widened(at::Tensor& room) const {
    if (!room.defined() || room.numel() < numbers_.numel())
        room = at::empty({numbers_.numel()}, numbers_.options().dtype(at::kFloat));
    room.narrow(0, 0, numbers_.numel()).copy_(numbers_);
    return at::native::mkldnn_tensor_from_data_ptr(room.mutable_data_ptr(), shape_, at::kFloat, at::kCPU,
                                                   order_.const_data_ptr<std::uint8_t>(), order_.numel());
}

}  // namespace engine
