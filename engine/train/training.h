#pragma once

#include <torch/torch.h>

#include <functional>
#include <string>
#include <vector>

#include "engine/api/error.h"

namespace engine {

/// How long and how fast one network is trained.
struct TrainingPlan {
    std::string folder;   ///< checkpoint.pt (to go on from), curve.csv and curve.png live here
    double minutes = 60;  ///< of computing in all, over every resumption; the learning rate follows its share
    double rate = 1e-3;   ///< AdamW's, after warm-up; falls to 1 % along a cosine
    double decay = 1e-2;  ///< AdamW's weight decay
    double average = 0.999;  ///< of the moving average of the weights, which is what is measured and shipped
    torch::Device device = torch::kCPU;
};

/// What every component's training is told.
struct TrainingOptions {
    std::string data;       ///< portrait set
    std::string component;  ///< folder that receives config.json and model.safetensors
    std::uint64_t seed = 1;
    int batch = 16;
    int threads = 1;
    TrainingPlan plan;
};

/// Trains a module: AdamW, clipped gradients, a moving average of the weights, a checkpoint every two minutes
/// (goes on from there after a kill), a curve as CSV and PNG, progress with an estimate on stdout.
class Training {
public:
    Training(torch::nn::Module& module, TrainingPlan plan);

    /// `loss` gives the loss of a fresh batch, and may put named figures into `figures` for the curve. Ends
    /// when the plan's minutes are used up; then, and at every checkpoint, `averaged` is called while the
    /// module holds the averaged weights. SIGTERM and SIGINT end it early with a checkpoint; false then.
    using Figures = std::vector<std::pair<std::string, double>>;
    bool run(const std::function<torch::Tensor(Figures& figures)>& loss,
             const std::function<void()>& averaged);

    std::int64_t steps() const { return steps_; }

private:
    void resume();
    void checkpoint() const;
    void setRate();
    void average();
    void swapAverage();

    torch::nn::Module& module_;
    TrainingPlan plan_;
    std::vector<torch::Tensor> parameters_, averaged_;
    torch::optim::AdamW optimizer_;
    double seconds_ = 0;  ///< computed so far, in all runs
    std::int64_t steps_ = 0;
};

}  // namespace engine
