#pragma once

#include <vector>

namespace engine {

/// The noise levels of a training on the scale sigma = noise / clean picture (Karras et al. 2022, arXiv
/// 2206.00364): one for each timestep, growing. Between two timesteps its numbers are joined by lines.
class SigmaTable {
public:
    /// `alphas_cumprod`: those of alphasCumprod(). A last one of 0, which would be an infinite sigma, becomes
    /// 2^-24.
    explicit SigmaTable(const std::vector<float>& alphas_cumprod);

    double smallest() const { return sigmas_.front(); }
    double largest() const { return sigmas_.back(); }
    /// At a timestep, which may lie between two; beyond the ends, the end's.
    double at(double timestep) const;
    /// The same for several.
    std::vector<double> at(const std::vector<double>& timesteps) const;
    /// The timestep, with its fraction, that has this noise level: linear in the logarithm.
    double timestepOf(double sigma) const;

private:
    std::vector<float> sigmas_;
    std::vector<float> logarithms_;
};

/// `steps` falling noise levels, closer together where there is less noise (Karras et al. 2022, equation 5,
/// rho = 7).
std::vector<double> karrasSigmas(double smallest, double largest, int steps);

}  // namespace engine
