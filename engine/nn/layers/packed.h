#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace engine {

// oneDNN's own order of weights, made once instead of before every use, and what it can compute in the same
// pass. These are registered operators of LibTorch (its compiler calls them), for float32 on the CPU.

/// Whether this build of LibTorch has them.
bool canPack();

/// [out, in, k, k] in the order that oneDNN likes best for inputs of `input` [B, in, H, W], from any order;
/// sizes stay what they were. Other inputs work too, but are slower by far.
at::Tensor packedConvolution(const at::Tensor& weight, int stride, int padding, at::IntArrayRef input);
/// x: [B, in, H, W], channels last; weight from packedConvolution(); bias may be undefined.
at::Tensor convolved(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias, int stride,
                     int padding);

/// [out, in] in oneDNN's order.
at::Tensor packedLinear(const at::Tensor& weight);
enum class Then { Nothing, Gelu };
/// x: [..., in] → [..., out]; weight from packedLinear().
at::Tensor mapped(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                  Then then = Then::Nothing);
/// mapped(x) · factor, element by element.
at::Tensor mappedTimes(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias,
                       const at::Tensor& factor);

/// Whether this LibTorch lets packed numbers be seen and put back.
bool canHalve();

/// A packed weight whose numbers come from 16 bits, kept in those 16 bits: half the memory, and nothing is
/// lost. It is widened for each use, which costs as long as its bytes take to be written.
class HalvedWeight {
public:
    HalvedWeight() = default;
    /// packed: from packedConvolution(), of numbers that `type` (f16 or bf16) holds exactly.
    HalvedWeight(const at::Tensor& packed, c10::ScalarType type);

    bool isDefined() const { return numbers_.defined(); }
    c10::ScalarType type() const { return numbers_.scalar_type(); }
    /// The packed weight. It lies in `room`, which grows where it must: good until the room's next use.
    at::Tensor widened(at::Tensor& room) const;

private:
    at::Tensor numbers_;  ///< [n], in oneDNN's order
    at::Tensor order_;    ///< bytes that tell it
    std::vector<std::int64_t> shape_;
};

}  // namespace engine
