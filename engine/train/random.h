#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <span>

namespace engine {

/// One seeded stream of random numbers with the few draws that augmentation needs. The same seed gives the
/// same draws on every machine: no std:: distribution is used, since those differ between libraries.
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    /// In [0, 1).
    double unit() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
    double between(double low, double high) { return low + (high - low) * unit(); }
    /// In [low, high], both included.
    int whole(int low, int high) { return low + static_cast<int>(unit() * (high - low + 1)); }
    bool chance(double probability) { return unit() < probability; }
    /// Normal, mean 0, deviation 1 (Box-Muller).
    double normal() {
        const double radius = std::sqrt(-2.0 * std::log(1.0 - unit()));
        return radius * std::cos(2.0 * std::numbers::pi * unit());
    }
    std::uint64_t bits() { return engine_(); }

private:
    std::mt19937_64 engine_;
};

/// One of a list that is not empty, each as likely.
template <typename T>
const T& oneOf(Random& random, std::span<const T> list) {
    return list[static_cast<std::size_t>(random.whole(0, static_cast<int>(list.size()) - 1))];
}

}  // namespace engine
