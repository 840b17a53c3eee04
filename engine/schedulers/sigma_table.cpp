#include "engine/schedulers/sigma_table.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>

#include "engine/schedulers/timesteps.h"

namespace engine {

SigmaTable::SigmaTable(const std::vector<float>& alphas_cumprod) {
    at::Tensor left = at::tensor(alphas_cumprod, at::kFloat);
    left = at::where(left > 0, left, std::ldexp(1.0, -24));
    // LibTorch's root may differ from std::sqrt in the last digit.
    const at::Tensor sigmas = ((1 - left) / left).sqrt().contiguous();
    const float* numbers = sigmas.const_data_ptr<float>();
    sigmas_.assign(numbers, numbers + sigmas.numel());
    for (const float sigma : sigmas_) logarithms_.push_back(std::log(sigma));
}

double SigmaTable::at(double timestep) const {
    if (timestep <= 0) return sigmas_.front();
    if (timestep >= static_cast<double>(sigmas_.size() - 1)) return sigmas_.back();
    const double whole = std::floor(timestep);
    const auto low = static_cast<std::size_t>(whole);
    const double left = sigmas_[low], right = sigmas_[low + 1];
    return (right - left) * (timestep - whole) + left;
}

std::vector<double> SigmaTable::at(const std::vector<double>& timesteps) const {
    std::vector<double> sigmas;
    for (const double timestep : timesteps) sigmas.push_back(at(timestep));
    return sigmas;
}

double SigmaTable::timestepOf(double sigma) const {
    if (logarithms_.size() < 2) return 0;
    const double wanted = std::log(std::max(sigma, 1e-10));
    const auto above = std::upper_bound(logarithms_.begin(), logarithms_.end(), wanted);
    const auto found = std::max<std::ptrdiff_t>(above - logarithms_.begin() - 1, 0);
    const auto low = std::min(static_cast<std::size_t>(found), logarithms_.size() - 2);
    const double left = logarithms_[low], right = logarithms_[low + 1];
    const double weight = std::clamp((left - wanted) / (left - right), 0.0, 1.0);
    return (1 - weight) * static_cast<double>(low) + weight * static_cast<double>(low + 1);
}

std::vector<double> karrasSigmas(double smallest, double largest, int steps) {
    constexpr double kRho = 7;
    const double low = std::pow(smallest, 1 / kRho), high = std::pow(largest, 1 / kRho);
    std::vector<double> sigmas;
    for (const double place : evenly(1, steps)) {
        sigmas.push_back(std::pow(high + place * (low - high), kRho));
    }
    return sigmas;
}

}  // namespace engine
