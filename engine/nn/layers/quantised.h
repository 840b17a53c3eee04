#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

namespace engine {

/// Whether this LibTorch has the operators that are used here, and the processor what makes them fast.
bool canQuantise();

/// A layer's weight in eight bits, one scale for each output, in oneDNN's own order (registered operators of
/// LibTorch, which its compiler calls). What comes in is brought to eight bits too, by the range it has each
/// time; sums and results are float32. About 1 % of a layer's output is error.
class QuantisedWeight {
public:
    QuantisedWeight() = default;
    /// weight: float32, [out, in] or [out, in, k, k].
    explicit QuantisedWeight(const at::Tensor& weight);

    bool isDefined() const { return scales_.defined(); }

    /// x: [..., in] → [..., out]; bias may be undefined.
    at::Tensor map(const at::Tensor& x, const at::Tensor& bias, bool then_gelu = false) const;
    /// x: [B, in, H, W], channels last.
    at::Tensor convolve(const at::Tensor& x, const at::Tensor& bias, int stride, int padding) const;

private:
    at::Tensor plain_;           ///< int8, until the first use says what order is best
    mutable at::Tensor packed_;  ///< for inputs like packed_for_
    mutable std::vector<std::int64_t> packed_for_;
    at::Tensor scales_, zero_points_;
};

/// Float numbers as whole ones: x ≈ scale · (q − zero).
struct Eighth {
    at::Tensor q;  ///< uint8, laid out as x
    double scale = 1;
    std::int64_t zero = 0;
};
/// Over the range that `x` has. x: float32 on the CPU, dense.
Eighth toEightBits(const at::Tensor& x);

}  // namespace engine
