#include "engine/store/studio_bench.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "engine/store/studio_store.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr int kRounds = 3;
constexpr double kTimestep = 500;
const std::string kPrompt = "a portrait photo of an old man, soft window light";

template <typename Function>
double secondsOf(Function&& function) {
    const auto start = std::chrono::steady_clock::now();
    function();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The first call alone, and the fastest of some more.
template <typename Function>
json coldAndWarm(Function&& function) {
    const double cold = secondsOf(function);
    double warm = cold;
    for (int i = 0; i < kRounds; ++i) warm = std::min(warm, secondsOf(function));
    return {{"cold", cold}, {"warm", warm}};
}

UnetCondition conditionOf(const EncodedPrompt& prompt, const UnetConfig& config, int side) {
    UnetCondition condition;
    condition.context = prompt.context.expand({2, -1, -1}).contiguous();
    if (config.size_embedding > 0) {
        const double s = side;
        condition.pooled_text = prompt.pooled.expand({2, -1}).contiguous();
        condition.sizes =
            at::tensor({s, s, 0.0, 0.0, s, s}, prompt.context.options()).unsqueeze(0).expand({2, -1});
    }
    return condition;
}

/// Every part of the model, one part after the other, as a run uses them.
Result<json> figures(StudioStore& store, const StudioBench& bench) {
    json out;
    Result<StudioWorkplace*> place = nullptr;
    out["open_seconds"] = secondsOf([&] { place = store.workplace(bench.model, {}, {}); });
    if (!place) return place.error();
    StudioModel& model = place.value()->model;
    const auto device = model.compute().device;
    const auto type = model.compute().type;

    Result<EncodedPrompt> prompt = Error{ErrorCode::Internal, ""};
    out["text_encoding_seconds"] = coldAndWarm([&] {
        place.value()->prompts.forget();
        prompt = place.value()->prompts.encode(kPrompt);
    });
    if (!prompt) return prompt.error();
    model.releaseTextEncoders();

    Result<const Unet*> unet = Error{ErrorCode::Internal, ""};
    out["unet_load_seconds"] = coldAndWarm([&] {
        model.releaseUnet();
        unet = model.unet();
    });
    if (!unet) return unet.error();
    json& steps = out["unet_step_seconds"];
    const UnetConfig& config = unet.value()->config();
    const at::Tensor timestep = at::full({1}, kTimestep, at::TensorOptions(device));
    constexpr int kReduction = 8;
    for (const int side : {512, 384, 256}) {  // the largest first: memory is measured behind it
        if (bench.stop.stop_requested()) return Error{ErrorCode::Cancelled, "Cancelled."};
        const at::Tensor latent =
            at::randn({2, config.in_channels, side / kReduction, side / kReduction}).to(device, type);
        const UnetCondition condition = conditionOf(prompt.value(), config, side);
        at::Tensor deep;
        json& step = steps[std::to_string(side)];
        step = coldAndWarm([&] { unet.value()->predict(latent, timestep, condition, {}, &deep); });
        if (model.residence() == Residence::Eighth) {
            step["around"] =
                coldAndWarm([&] { unet.value()->predictAround(deep, latent, timestep, condition); })["warm"];
        }
        if (!out.contains("peak_memory_mib_of_steps")) out["peak_memory_mib_of_steps"] = bench.peak_memory();
    }
    out["second_request_to_first_step_seconds"] = secondsOf([&] {
        place = store.workplace(bench.model, {}, {});
        if (!place) return;
        prompt = place.value()->prompts.encode(kPrompt);
        unet = place.value()->model.unet();
    });
    if (!place) return place.error();
    if (!unet) return unet.error();

    const Result<const Autoencoder*> autoencoder = model.autoencoder();
    if (!autoencoder) return autoencoder.error();
    const at::Tensor picture = at::rand({1, 3, 512, 512}).to(device, type) * 2 - 1;
    at::Tensor latent;
    out["encode_512_seconds"] =
        coldAndWarm([&] { latent = distributionOf(autoencoder.value()->moments(picture)).mean; });
    out["decode_512_seconds"] = secondsOf([&] { autoencoder.value()->decode(latent); });
    const Result<const TinyAutoencoder*> tiny = store.previewDecoder();
    if (!tiny) return tiny.error();
    if (tiny.value()) out["tiny_decode_512_seconds"] = coldAndWarm([&] { tiny.value()->decode(latent); });
    out["peak_memory_mib"] = bench.peak_memory();
    out["weights"] = model.residence() == Residence::Mapped ? "in their file" : "in memory";
    return out;
}

}  // namespace

Result<json> studioFigures(const StudioBench& bench) {
    at::set_num_threads(bench.threads > 0
                            ? bench.threads
                            : static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
    const c10::InferenceMode no_gradients;
    StudioStore store(bench.clip_merges, bench.compute, bench.memory_budget);
    Result<json> measured = figures(store, bench);
    if (!measured) return measured;
    json out = std::move(measured).value();
    out["device"] = bench.compute.text();
    out["threads"] = at::get_num_threads();
    return out;
}

}  // namespace engine
