// Seconds of single U-Net steps (batch of two, as guidance asks) of a user's checkpoint, as JSON; for timing
// in pairs against another implementation. In eight bits also of steps around what the deep layers made in
// the step before.
//   unet_bench MODEL SIDE ROUNDS [f32|int8] [ready|mapped] [THREADS]
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "engine/models/studio/studio_model.h"

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fprintf(stderr, "usage: unet_bench MODEL SIDE ROUNDS [f32|int8] [ready|mapped] [THREADS]\n");
        return 2;
    }
    const auto word = [&](int i, const char* otherwise) {
        return std::string(argc > i ? argv[i] : otherwise);
    };
    const int side = std::atoi(argv[2]) / 8, rounds = std::atoi(argv[3]);
    const auto compute = engine::chooseCompute("cpu", word(4, "f32"));
    const auto files = engine::openComponent(word(1, "") + "/unet");
    if (!compute || !files) {
        std::fprintf(stderr, "%s\n", (compute ? files.error() : compute.error()).message.c_str());
        return 2;
    }
    at::set_num_threads(std::atoi(word(6, "2").c_str()));
    const c10::InferenceMode no_gradients;
    const auto residence = word(5, "ready") == "mapped" ? engine::Residence::Mapped
                           : compute.value().eight_bits ? engine::Residence::Eighth
                                                        : engine::Residence::Ready;
    const auto unet = engine::loadNetwork<engine::Unet>(
        files.value(), engine::readUnetConfig(files.value().config), "U-Net", compute.value(), residence);
    if (!unet) {
        std::fprintf(stderr, "%s\n", unet.error().message.c_str());
        return 2;
    }
    const engine::Unet& net = *unet.value().network;
    at::manual_seed(1);
    const at::Tensor latent = at::randn({2, net.config().in_channels, side, side});
    engine::UnetCondition condition;
    condition.context = at::randn({2, 77, net.config().context_width});
    const at::Tensor timestep = at::full({1}, 500.0);
    at::Tensor deep;
    const auto secondsOf = [&](const auto& step) {
        nlohmann::json seconds;
        for (int i = 0; i < rounds; ++i) {
            const auto start = std::chrono::steady_clock::now();
            step();
            seconds.push_back(
                std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
        }
        return seconds;
    };
    nlohmann::json out{{"side", side * 8}};
    out["seconds"] = secondsOf([&] { net.predict(latent, timestep, condition, {}, &deep); });
    if (compute.value().eight_bits)
        out["seconds_around"] = secondsOf([&] { net.predictAround(deep, latent, timestep, condition); });
    std::printf("%s\n", out.dump().c_str());
    return 0;
}
