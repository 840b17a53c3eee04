#pragma once

#include <torch/torch.h>

namespace engine {

/// Whether a device computes convolutions and products of bfloat16 faster than those of float32. Tried out:
/// processors differ too much for a guess. Takes some hundredths of a second.
bool halfIsFaster(torch::Device device);

/// While one lives, convolutions and products on a device take bfloat16; weights and sums of gradients stay
/// what they are.
class HalfPrecision {
public:
    explicit HalfPrecision(torch::Device device);
    ~HalfPrecision();
    HalfPrecision(const HalfPrecision&) = delete;
    HalfPrecision& operator=(const HalfPrecision&) = delete;

private:
    torch::DeviceType type_;
};

}  // namespace engine
