#include "engine/schedulers/scheduler_files.h"

#include <array>
#include <string>
#include <utility>

#include "engine/files/model_settings.h"
#include "engine/schedulers/noise_table.h"

namespace engine {
namespace {

template <typename T, std::size_t N>
using Choices = std::array<std::pair<std::string_view, T>, N>;

constexpr Choices<Prediction, 4> kPredictions = {{{"epsilon", Prediction::Noise},
                                                  {"v_prediction", Prediction::Velocity},
                                                  {"sample", Prediction::Clean},
                                                  {"original_sample", Prediction::Clean}}};
constexpr Choices<TimestepSpacing, 3> kSpacings = {{{"leading", TimestepSpacing::Leading},
                                                    {"trailing", TimestepSpacing::Trailing},
                                                    {"linspace", TimestepSpacing::Linspace}}};
constexpr Choices<BetaSchedule, 4> kBetaSchedules = {{{"linear", BetaSchedule::Linear},
                                                      {"scaled_linear", BetaSchedule::ScaledLinear},
                                                      {"squaredcos_cap_v2", BetaSchedule::SquaredCosine},
                                                      {"sigmoid", BetaSchedule::Sigmoid}}};
constexpr Choices<FinalSigma, 2> kFinalSigmas = {
    {{"zero", FinalSigma::Zero}, {"sigma_min", FinalSigma::SigmaMin}}};

constexpr std::array<std::string_view, 4> kOtherSigmas = {"use_exponential_sigmas", "use_beta_sigmas",
                                                          "use_lu_lambdas", "use_flow_sigmas"};

/// The value that the file's word for `key` stands for.
template <typename T, std::size_t N>
std::optional<T> chosen(ModelSettings& settings, const ModelConfig& file, std::string_view key,
                        const Choices<T, N>& choices) {
    if (!file.isSet(key)) return std::nullopt;
    const std::string word = settings.text(key, "");
    std::string known;
    for (const auto& [name, value] : choices) {
        if (name == word) return value;
        known += (known.empty() ? "\"" : "\", \"") + std::string(name);
    }
    settings.object(key, "one of " + known + "\"");
    return std::nullopt;
}

std::optional<double> given(ModelSettings& settings, const ModelConfig& file, std::string_view key,
                            double min, double max) {
    if (!file.isSet(key)) return std::nullopt;
    return settings.number(key, min, min, max);
}

std::optional<bool> given(ModelSettings& settings, const ModelConfig& file, std::string_view key) {
    if (!file.isSet(key)) return std::nullopt;
    return settings.flag(key, false);
}

/// How the training added noise.
void readNoise(ModelSettings& settings, const ModelConfig& file, SchedulerConfig& config) {
    config.num_train_timesteps = settings.whole("num_train_timesteps", 1000, 1, kMostTrainTimesteps);
    config.beta_start = given(settings, file, "beta_start", 0, 1);
    config.beta_end = given(settings, file, "beta_end", 0, 1);
    config.beta_schedule = chosen(settings, file, "beta_schedule", kBetaSchedules);
    config.rescale_betas_zero_snr = settings.flag("rescale_betas_zero_snr", false);
    config.prediction_type =
        chosen(settings, file, "prediction_type", kPredictions).value_or(Prediction::Noise);
}

/// Where a run's steps lie.
void readSteps(ModelSettings& settings, const ModelConfig& file, SchedulerConfig& config) {
    config.timestep_spacing = chosen(settings, file, "timestep_spacing", kSpacings);
    config.steps_offset = settings.whole("steps_offset", 0, 0, kMostTrainTimesteps);
    config.use_karras_sigmas = settings.flag("use_karras_sigmas", false);
    config.final_sigmas_type =
        chosen(settings, file, "final_sigmas_type", kFinalSigmas).value_or(FinalSigma::Zero);
    config.sigma_min = given(settings, file, "sigma_min", 1e-6, 1e6);
    config.sigma_max = given(settings, file, "sigma_max", 1e-6, 1e6);
    config.interpolation_type = settings.text("interpolation_type", "linear");
    config.timestep_type = settings.text("timestep_type", "discrete");
    for (const std::string_view key : kOtherSigmas) {
        if (settings.flag(key, false)) config.other_sigmas = key;
    }
}

/// What single methods have of their own.
void readMethods(ModelSettings& settings, const ModelConfig& file, SchedulerConfig& config) {
    config.clip_sample = given(settings, file, "clip_sample");
    config.clip_sample_range = settings.number("clip_sample_range", 1, 1e-6, 1e6);
    config.thresholding = settings.flag("thresholding", false);
    config.set_alpha_to_one = given(settings, file, "set_alpha_to_one");
    config.variance_type = settings.text("variance_type", config.variance_type);
    config.skip_prk_steps = settings.flag("skip_prk_steps", false);
    config.solver_order = settings.whole("solver_order", 2, 1, 3);
    if (file.isSet("solver_type")) config.solver_type = settings.text("solver_type", "");
    config.algorithm_type = settings.text("algorithm_type", config.algorithm_type);
    config.lower_order_final = settings.flag("lower_order_final", true);
    config.euler_at_final = settings.flag("euler_at_final", false);
    config.lambda_min_clipped = settings.number("lambda_min_clipped", config.lambda_min_clipped,
                                                std::numeric_limits<double>::lowest(), 100);
    config.predict_x0 = settings.flag("predict_x0", true);
    if (!file.isEmptyList("disable_corrector")) {
        config.disable_corrector = settings.wholes("disable_corrector", {}, 0, kMostTrainTimesteps);
    }
    config.original_inference_steps = settings.whole("original_inference_steps", 50, 1, kMostTrainTimesteps);
    config.timestep_scaling = settings.number("timestep_scaling", 10, 1e-6, 1e6);
}

}  // namespace

Result<SchedulerConfig> readSchedulerConfig(const ModelConfig& file) {
    ModelSettings settings(file);
    SchedulerConfig config;
    config.class_name = file.className();
    readNoise(settings, file, config);
    readSteps(settings, file, config);
    readMethods(settings, file, config);
    for (const std::string_view key : {"solver_p", "shift_terminal"}) {
        if (file.isSet(key)) settings.object(key, "null, the only value that is offered");
    }
    if (settings.error()) return *settings.error();
    if (file.isSet("trained_betas")) {
        const auto betas = file.numbers("trained_betas", kMostTrainTimesteps);
        if (!betas) return betas.error();
        if (betas.value().size() != static_cast<std::size_t>(config.num_train_timesteps)) {
            return file.unfit("num_train_timesteps", "the number of trained_betas, which is " +
                                                         std::to_string(betas.value().size()));
        }
        config.trained_betas = betas.value();
    }
    return config;
}

}  // namespace engine
