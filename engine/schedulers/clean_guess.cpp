#include "engine/schedulers/clean_guess.h"

#include <ATen/ATen.h>

#include <cmath>

namespace engine {

at::Tensor cleanGuess(Prediction prediction, const at::Tensor& output, const at::Tensor& sample,
                      NoiseLevel level) {
    switch (prediction) {
        case Prediction::Noise:
            return (sample - level.noise * output) / level.signal;
        case Prediction::Velocity:
            return level.signal * sample - level.noise * output;
        case Prediction::Clean:
            break;
    }
    return output;
}

at::Tensor noiseGuess(Prediction prediction, const at::Tensor& output, const at::Tensor& sample,
                      NoiseLevel level) {
    switch (prediction) {
        case Prediction::Noise:
            return output;
        case Prediction::Velocity:
            return level.signal * output + level.noise * sample;
        case Prediction::Clean:
            break;
    }
    return (sample - level.signal * output) / level.noise;
}

NoiseLevel levelOfAlpha(float alpha_cumprod) {
    return {std::sqrt(alpha_cumprod), std::sqrt(1 - alpha_cumprod)};
}

NoiseLevel levelOfSigma(float sigma) {
    const float signal = 1 / std::sqrt(sigma * sigma + 1);
    return {signal, sigma * signal};
}

}  // namespace engine
