#include "engine/train/training.h"

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <numbers>

#include "engine/train/curve_plot.h"

namespace engine {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr double kCheckpointSeconds = 120;
constexpr int kWarmUpSteps = 100;
constexpr int kReportSteps = 50;
constexpr double kReportSeconds = 60;  ///< at the latest, where steps are slow

volatile std::sig_atomic_t stop_requested = 0;
void requestStop(int) {
    stop_requested = 1;
}

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Mean values of the figures since the last report.
class Report {
public:
    void add(double loss, const Training::Figures& figures) {
        sums_["loss"] += loss;
        for (const auto& [name, value] : figures) sums_[name] += value;
        ++count_;
    }
    void write(const fs::path& curve, std::int64_t step, double seconds, double minutes) {
        const bool fresh = !fs::exists(curve);
        std::ofstream csv(curve, std::ios::app);
        if (fresh) {
            csv << "step,seconds";
            for (const auto& [name, sum] : sums_) csv << ',' << name;
            csv << '\n';
        }
        csv << step << ',' << seconds;
        std::printf("step %lld  %.1f of %.0f min ", static_cast<long long>(step), seconds / 60, minutes);
        for (const auto& [name, sum] : sums_) {
            csv << ',' << sum / count_;
            std::printf(" %s %.4f", name.c_str(), sum / count_);
        }
        csv << '\n';
        std::printf("\n");
        std::fflush(stdout);
        sums_.clear();
        count_ = 0;
    }

private:
    std::map<std::string, double> sums_;
    int count_ = 0;
};

}  // namespace

Training::Training(torch::nn::Module& module, TrainingPlan plan)
    : module_(module),
      plan_(std::move(plan)),
      parameters_(module.parameters()),
      optimizer_(parameters_, torch::optim::AdamWOptions(plan_.rate).weight_decay(plan_.decay)) {
    for (const torch::Tensor& p : parameters_) averaged_.push_back(p.detach().clone());
    fs::create_directories(plan_.folder);
    resume();
}

void Training::resume() {
    const fs::path path = fs::path(plan_.folder) / "checkpoint.pt";
    if (!fs::exists(path)) return;
    torch::serialize::InputArchive archive, optimizer;
    archive.load_from(path.string(), plan_.device);
    archive.read("optimizer", optimizer);
    optimizer_.load(optimizer);
    torch::NoGradGuard no_gradients;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        torch::Tensor value;
        archive.read("p" + std::to_string(i), value);
        parameters_[i].copy_(value);
        archive.read("a" + std::to_string(i), value);
        averaged_[i].copy_(value);
    }
    torch::Tensor progress;
    archive.read("progress", progress);
    seconds_ = progress[0].item<double>();
    steps_ = static_cast<std::int64_t>(progress[1].item<double>());
    std::printf("goes on at step %lld, %.1f min\n", static_cast<long long>(steps_), seconds_ / 60);
}

void Training::checkpoint() const {
    torch::serialize::OutputArchive archive, optimizer;
    optimizer_.save(optimizer);
    archive.write("optimizer", optimizer);
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        archive.write("p" + std::to_string(i), parameters_[i].detach());
        archive.write("a" + std::to_string(i), averaged_[i]);
    }
    archive.write("progress", torch::tensor({seconds_, static_cast<double>(steps_)}, torch::kFloat64));
    const fs::path path = fs::path(plan_.folder) / "checkpoint.pt";
    const fs::path part = path.string() + ".part";
    archive.save_to(part.string());
    fs::rename(part, path);
}

void Training::setRate() {
    const double share = std::min(1.0, seconds_ / (plan_.minutes * 60));
    const double warm = std::min(1.0, static_cast<double>(steps_ + 1) / kWarmUpSteps);
    const double rate = plan_.rate * warm * (0.01 + 0.99 * 0.5 * (1 + std::cos(std::numbers::pi * share)));
    for (auto& group : optimizer_.param_groups())
        static_cast<torch::optim::AdamWOptions&>(group.options()).lr(rate);
}

void Training::average() {
    torch::NoGradGuard no_gradients;
    const double keep = std::min(plan_.average, (steps_ + 1.0) / (steps_ + 10.0));
    for (std::size_t i = 0; i < parameters_.size(); ++i) averaged_[i].lerp_(parameters_[i], 1 - keep);
}

void Training::swapAverage() {
    torch::NoGradGuard no_gradients;
    for (std::size_t i = 0; i < parameters_.size(); ++i) {
        const torch::Tensor held = parameters_[i].detach().clone();
        parameters_[i].copy_(averaged_[i]);
        averaged_[i].copy_(held);
    }
}

bool Training::run(const std::function<torch::Tensor(Figures&)>& loss,
                   const std::function<void()>& averaged) {
    std::signal(SIGTERM, requestStop);
    std::signal(SIGINT, requestStop);
    Report report;
    double saved = seconds_, reported = seconds_;
    const auto keep = [&] {
        checkpoint();
        plotCurve(fs::path(plan_.folder) / "curve.csv", fs::path(plan_.folder) / "curve.png");
        swapAverage();
        module_.eval();
        averaged();
        module_.train();
        swapAverage();
        saved = seconds_;
    };
    module_.train();
    while (seconds_ < plan_.minutes * 60 && !stop_requested) {
        const auto start = Clock::now();
        setRate();
        Figures figures;
        optimizer_.zero_grad();
        const torch::Tensor value = loss(figures);
        if (!std::isfinite(value.item<double>())) {
            std::fprintf(stderr,
                         "The loss of step %lld is no number; training stops at the last checkpoint.\n",
                         static_cast<long long>(steps_));
            return false;
        }
        value.backward();
        torch::nn::utils::clip_grad_norm_(parameters_, 1.0);
        optimizer_.step();
        average();
        ++steps_;
        seconds_ += secondsSince(start);
        report.add(value.item<double>(), figures);
        if (steps_ % kReportSteps == 0 || seconds_ - reported > kReportSeconds) {
            report.write(fs::path(plan_.folder) / "curve.csv", steps_, seconds_, plan_.minutes);
            reported = seconds_;
        }
        if (seconds_ - saved > kCheckpointSeconds) keep();
    }
    keep();
    return !stop_requested;
}

}  // namespace engine
