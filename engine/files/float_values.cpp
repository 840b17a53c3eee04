#include "engine/files/float_values.h"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace engine {
namespace {

template <typename T>
T stored(const std::byte* place) {
    T value;
    std::memcpy(&value, place, sizeof value);
    return value;
}

/// A float of `exponent` and `mantissa` bits behind a sign.
float small(std::uint32_t bits, int exponent, int mantissa, bool has_infinity) {
    const auto e = static_cast<int>(bits >> mantissa & ((1u << exponent) - 1));
    const std::uint32_t m = bits & ((1u << mantissa) - 1);
    const int largest = (1 << exponent) - 1;
    const int bias = largest / 2;
    float size;
    if (has_infinity && e == largest) {
        size = m == 0 ? std::numeric_limits<float>::infinity() : std::numeric_limits<float>::quiet_NaN();
    } else if (!has_infinity && e == largest && m == (1u << mantissa) - 1) {
        size = std::numeric_limits<float>::quiet_NaN();
    } else if (e == 0) {
        size = std::ldexp(static_cast<float>(m), 1 - bias - mantissa);
    } else {
        size = std::ldexp(static_cast<float>(m | 1u << mantissa), e - bias - mantissa);
    }
    return bits >> (exponent + mantissa) & 1 ? -size : size;
}

float valueAt(DType dtype, const std::byte* place) {
    switch (dtype) {
        case DType::F64:
            return static_cast<float>(stored<double>(place));
        case DType::F32:
            return stored<float>(place);
        case DType::BF16:
            return std::bit_cast<float>(static_cast<std::uint32_t>(stored<std::uint16_t>(place)) << 16);
        case DType::F16:
            return small(stored<std::uint16_t>(place), 5, 10, true);
        case DType::F8E5M2:
            return small(stored<std::uint8_t>(place), 5, 2, true);
        default:
            return small(stored<std::uint8_t>(place), 4, 3, false);  // F8_E4M3 in its "fn" form
    }
}

bool isFloat(DType dtype) {
    switch (dtype) {
        case DType::F64:
        case DType::F32:
        case DType::F16:
        case DType::BF16:
        case DType::F8E4M3:
        case DType::F8E5M2:
            return true;
        default:
            return false;
    }
}

}  // namespace

std::optional<std::vector<float>> floatValues(const TensorView& tensor) {
    if (!isFloat(tensor.dtype)) return std::nullopt;
    const std::size_t step = bytesPer(tensor.dtype);
    std::vector<float> values;
    values.reserve(tensor.bytes.size() / step);
    for (std::size_t at = 0; at < tensor.bytes.size(); at += step) {
        values.push_back(valueAt(tensor.dtype, tensor.bytes.data() + at));
    }
    return values;
}

}  // namespace engine
