#include "engine/schedulers/noise_table.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>

namespace engine {
namespace {

/// Nichol & Dhariwal 2021, equation 17; no beta above 0.999.
at::Tensor squaredCosineBetas(int count) {
    const auto left = [&](int i) {
        const double level = static_cast<double>(i) / count;
        const double root = std::cos((level + 0.008) / 1.008 * std::numbers::pi / 2);
        return root * root;
    };
    std::vector<double> betas;
    for (int i = 0; i < count; ++i) betas.push_back(std::min(1 - left(i + 1) / left(i), 0.999));
    return at::tensor(betas, at::kFloat);
}

at::Tensor betasOf(const SchedulerConfig& config) {
    if (!config.trained_betas.empty()) return at::tensor(config.trained_betas, at::kFloat);
    const int count = config.num_train_timesteps;
    const double start = *config.beta_start, end = *config.beta_end;
    switch (*config.beta_schedule) {
        case BetaSchedule::Linear:
            return at::linspace(start, end, count, at::kFloat);
        case BetaSchedule::ScaledLinear:
            return at::linspace(std::sqrt(start), std::sqrt(end), count, at::kFloat).square();
        case BetaSchedule::SquaredCosine:
            return squaredCosineBetas(count);
        case BetaSchedule::Sigmoid:
            break;
    }
    return at::sigmoid(at::linspace(-6, 6, count, at::kFloat)) * (end - start) + start;
}

/// Shifts and stretches the roots so that the last is 0 and the first stays.
at::Tensor withZeroEnd(const at::Tensor& betas) {
    const at::Tensor roots = at::cumprod(1 - betas, 0).sqrt();
    const at::Tensor first = roots[0], last = roots[-1];
    const at::Tensor left = ((roots - last) * (first / (first - last))).square();
    const at::Tensor alphas = at::cat({left.slice(0, 0, 1), left.slice(0, 1) / left.slice(0, 0, -1)});
    return 1 - alphas;
}

bool falls(const std::vector<float>& left, bool to_zero) {
    const bool descending = std::adjacent_find(left.begin(), left.end(), [](float one, float next) {
                                return !(next < one);
                            }) == left.end();
    return left.front() < 1 && descending && (left.back() > 0 || (to_zero && left.back() == 0));
}

Error unfit(const std::string& sentence) {
    return {ErrorCode::ModelCorrupt,
            "The scheduler's settings are not usable: " + sentence + "; correct its scheduler_config.json."};
}

}  // namespace

Result<std::vector<float>> alphasCumprod(const SchedulerConfig& config) {
    const int count = config.num_train_timesteps;
    if (count < 1 || count > kMostTrainTimesteps) {
        return unfit("1 to " + std::to_string(kMostTrainTimesteps) +
                     " were expected as \"num_train_timesteps\", but " + std::to_string(count) +
                     " was found");
    }
    at::Tensor betas = betasOf(config);
    if (config.rescale_betas_zero_snr && count > 1) betas = withZeroEnd(betas);
    const at::Tensor left = at::cumprod(1 - betas, 0).contiguous();
    const float* numbers = left.const_data_ptr<float>();
    std::vector<float> table(numbers, numbers + left.numel());
    if (static_cast<int>(table.size()) != count || !falls(table, config.rescale_betas_zero_snr)) {
        return unfit(
            "betas between 0 and 1 were expected, small enough to leave something of the picture to the last "
            "timestep, but \"beta_start\", \"beta_end\" and \"trained_betas\" give others");
    }
    return table;
}

}  // namespace engine
