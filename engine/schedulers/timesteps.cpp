#include "engine/schedulers/timesteps.h"

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

std::vector<double> rounded(std::vector<double> values) {
    for (double& value : values) value = std::nearbyint(value);
    return values;
}

std::vector<double> reversed(std::vector<double> values) {
    std::reverse(values.begin(), values.end());
    return values;
}

std::vector<double> shifted(std::vector<double> values, double by) {
    for (double& value : values) value += by;
    return values;
}

/// 0, ratio, 2·ratio, …
std::vector<double> multiples(int ratio, int count) {
    std::vector<double> values;
    for (int i = 0; i < count; ++i) values.push_back(static_cast<double>(i) * ratio);
    return values;
}

std::vector<double> leading(const SchedulerConfig& config, int steps) {
    const int ratio = config.num_train_timesteps / steps;
    return shifted(reversed(multiples(ratio, steps)), config.steps_offset);
}

std::vector<double> trailing(const SchedulerConfig& config, int steps, int from) {
    const double ratio = static_cast<double>(config.num_train_timesteps) / steps;
    return shifted(rounded(downFrom(from, ratio, steps)), -1);
}

}  // namespace

std::vector<double> evenly(double last, int count) {
    std::vector<double> values;
    const double step = count > 1 ? last / (count - 1) : 0;
    for (int i = 0; i < count; ++i) values.push_back(i * step);
    if (count > 1) values.back() = last;
    return values;
}

std::vector<double> downFrom(double start, double step, int most) {
    const int count = std::min(most, static_cast<int>(std::ceil(start / step)));
    const double difference = (start - step) - start;
    std::vector<double> values;
    for (int i = 0; i < count; ++i) values.push_back(start + i * difference);
    return values;
}

std::vector<double> spacedTimesteps(const SchedulerConfig& config, int steps) {
    switch (*config.timestep_spacing) {
        case TimestepSpacing::Leading:
            return leading(config, steps);
        case TimestepSpacing::Trailing:
            return trailing(config, steps, config.num_train_timesteps);
        case TimestepSpacing::Linspace:
            break;
    }
    return reversed(rounded(evenly(config.num_train_timesteps - 1, steps)));
}

std::vector<double> fractionalTimesteps(const SchedulerConfig& config, int steps) {
    if (*config.timestep_spacing != TimestepSpacing::Linspace) return spacedTimesteps(config, steps);
    std::vector<double> values = reversed(evenly(config.num_train_timesteps - 1, steps));
    for (double& value : values) value = static_cast<float>(value);
    return values;
}

std::vector<double> solverTimesteps(const SchedulerConfig& config, int steps, int below) {
    std::vector<double> values;
    switch (*config.timestep_spacing) {
        case TimestepSpacing::Leading:
            values = shifted(reversed(multiples(below / (steps + 1), steps + 1)), config.steps_offset);
            break;
        case TimestepSpacing::Trailing:
            return trailing(config, steps, below);
        case TimestepSpacing::Linspace:
            values = reversed(rounded(evenly(below - 1, steps + 1)));
            break;
    }
    values.pop_back();
    return values;
}

}  // namespace engine
