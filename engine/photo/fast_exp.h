#pragma once

#include <bit>
#include <cstdint>

namespace engine {

/// exp(x) for |x| ≤ 80, relative error below 3e-7, exactly 1 at 0. Written without branches or calls so that
/// a loop over it becomes vector instructions; the same bits with and without them.
inline float fastExp(float x) {
    constexpr float rounder = 12582912.0f;  // 1.5 · 2^23: adding and subtracting it rounds to a whole number
    const float whole = (x * 1.44269504f + rounder) - rounder;
    // ln 2 in two parts keeps the remainder exact (Cody and Waite).
    const float r = (x - whole * 0.693359375f) - whole * -2.12194440e-4f;
    float p = 1.0f / 720;
    p = p * r + 1.0f / 120;
    p = p * r + 1.0f / 24;
    p = p * r + 1.0f / 6;
    p = p * r + 0.5f;
    p = p * r * r + r + 1.0f;
    return p * std::bit_cast<float>((static_cast<std::int32_t>(whole) + 127) << 23);
}

}  // namespace engine
