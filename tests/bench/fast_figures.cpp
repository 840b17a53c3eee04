// How far the pictures of the fast mode (`--precision int8`) are from the exact ones, as JSON: for each seed
// the PSNR of the final latents (over their own range) and of the pictures.
//   fast_figures MODEL SIZE STEPS SEEDS [PROMPT] [SCHEDULER]
#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/api/mailbox.h"
#include "engine/pipelines/generate/generate_pipeline.h"
#include "engine/schedulers/scheduler_files.h"

namespace {

using namespace engine;

struct Run {
    at::Tensor latents;   ///< behind the last step
    at::Tensor pictures;  ///< 0…255
    double seconds = 0;
};

double psnr(const at::Tensor& exact, const at::Tensor& other, double range) {
    return 10 * std::log10(range * range / (exact - other).square().mean().item<double>());
}

Result<Run> runOf(const std::string& path, Residence residence, const GenerateRequest& request) {
    Result<StudioFiles> files = openStudio(path, "");
    if (!files) return files.error();
    StudioModel model(std::move(files).value(), {}, residence);
    PromptEncoder prompts(model);
    Result<SchedulerConfig> config = readSchedulerConfig(model.files().scheduler);
    if (config && !request.scheduler.empty()) config = withAlgorithm(config.value(), request.scheduler);
    if (!config) return config.error();
    const auto scheduler = makeScheduler(config.value(), request.steps);
    if (!scheduler) return scheduler.error();
    Mailbox mailbox;
    JobContext job({1}, {}, mailbox);
    Run run;
    const auto start = std::chrono::steady_clock::now();
    const auto pictures = GeneratePipeline({model, prompts, scheduler.value().get(), {}})
                              .run(request, job, [&](const at::Tensor& latents) { run.latents = latents; });
    if (!pictures) return pictures.error();
    run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    const Image& image = pictures.value().images.front();
    run.pictures =
        at::tensor(at::ArrayRef(reinterpret_cast<const std::uint8_t*>(image.data()), image.byteCount()))
            .to(at::kFloat);
    return run;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 5) {
        std::fprintf(stderr, "usage: fast_figures MODEL SIZE STEPS SEEDS [PROMPT] [SCHEDULER]\n");
        return 2;
    }
    const c10::InferenceMode no_gradients;
    GenerateRequest request;
    request.size = {std::atoi(argv[2]), std::atoi(argv[2])};
    request.steps = std::atoi(argv[3]);
    request.prompt = argc > 5 ? argv[5] : "a portrait photo of an old man, soft window light";
    request.scheduler = argc > 6 ? argv[6] : "";
    nlohmann::json out;
    for (std::uint64_t seed = 0; seed < std::strtoull(argv[4], nullptr, 10); ++seed) {
        request.seed = seed;
        const auto exact = runOf(argv[1], Residence::Ready, request);
        const auto fast = runOf(argv[1], Residence::Eighth, request);
        if (!exact || !fast) {
            std::fprintf(stderr, "%s\n", (exact ? fast.error() : exact.error()).message.c_str());
            return 1;
        }
        const at::Tensor& latents = exact.value().latents;
        const double range = (latents.max() - latents.min()).item<double>();
        out.push_back({{"seed", seed},
                       {"latents_db", psnr(latents, fast.value().latents, range)},
                       {"pictures_db", psnr(exact.value().pictures, fast.value().pictures, 255)},
                       {"seconds_exact", exact.value().seconds},
                       {"seconds_fast", fast.value().seconds}});
    }
    std::printf("%s\n", out.dump(1).c_str());
    return 0;
}
