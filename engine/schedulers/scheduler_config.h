#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/error.h"

namespace engine {

/// What a network's output means: the noise, a mixture of noise and clean picture (v, Salimans & Ho 2022,
/// arXiv 2202.00512), or the clean picture.
enum class Prediction { Noise, Velocity, Clean };

/// Where among the training's timesteps a run's few lie (Lin et al. 2023, arXiv 2305.08891, table 2).
enum class TimestepSpacing { Leading, Trailing, Linspace };

/// How the noise added by a training's timestep grows: evenly, evenly in its root, so that the clean picture
/// fades like a squared cosine (Nichol & Dhariwal 2021, arXiv 2102.09672), or like a sigmoid.
enum class BetaSchedule { Linear, ScaledLinear, SquaredCosine, Sigmoid };

/// The noise level that a run ends at.
enum class FinalSigma { Zero, SigmaMin };

/// A model's scheduler_config.json: how its training added noise and how a run takes it away. Fields are
/// named as the file's keys. What is optional has another default in every method; absent, the method's own
/// holds.
struct SchedulerConfig {
    std::string class_name;  ///< the method: "DDIMScheduler", …

    int num_train_timesteps = 1000;
    std::optional<double> beta_start;
    std::optional<double> beta_end;
    std::optional<BetaSchedule> beta_schedule;
    std::vector<double> trained_betas;  ///< used instead of the three above unless empty
    bool rescale_betas_zero_snr = false;
    Prediction prediction_type = Prediction::Noise;

    std::optional<TimestepSpacing> timestep_spacing;
    int steps_offset = 0;
    bool use_karras_sigmas = false;
    FinalSigma final_sigmas_type = FinalSigma::Zero;
    std::optional<double> sigma_min;  ///< limits of the Karras spacing
    std::optional<double> sigma_max;

    std::optional<bool> clip_sample;
    double clip_sample_range = 1;
    bool thresholding = false;
    std::optional<bool> set_alpha_to_one;
    double eta =
        0;  ///< DDIM: 0 draws no noise, 1 as much as DDPM; an argument of a run, not a key of the file

    std::string variance_type = "fixed_small";  ///< DDPM
    bool skip_prk_steps = false;                ///< PNDM

    int solver_order = 2;  ///< DPM++ and UniPC, with the following
    std::optional<std::string> solver_type;
    std::string algorithm_type = "dpmsolver++";
    bool lower_order_final = true;
    bool euler_at_final = false;
    double lambda_min_clipped = std::numeric_limits<double>::lowest();
    bool predict_x0 = true;
    std::vector<int> disable_corrector;  ///< UniPC: indices of steps

    int original_inference_steps = 50;  ///< LCM, with the following
    double timestep_scaling = 10;

    std::string interpolation_type = "linear";  ///< Euler, with the following
    std::string timestep_type = "discrete";

    /// Other spacings of noise levels, which no method here has: the key of the one that is switched on.
    std::string other_sigmas;
};

/// What penumbra-cli's --scheduler takes: "ddim", "euler_a", "dpmpp_2m_karras", …
const std::vector<std::string>& schedulerNames();

/// The method of that name for the model whose own config is `from_folder`: what describes the model's
/// training (betas, prediction type) and what its file sets for every method (spacing, offset, clipping, …)
/// stay; what the name says, and the solver's order and type, are the method's. Errors: InvalidRequest.
Result<SchedulerConfig> withAlgorithm(const SchedulerConfig& from_folder, std::string_view name);

}  // namespace engine
