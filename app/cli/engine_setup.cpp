#include "app/cli/engine_setup.h"

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "app/model_places.h"
#include "engine/files/in_quotes.h"
#include "engine/nn/compute.h"

namespace cli {
namespace {

constexpr int kMostThreads = 1024;
constexpr int kMostMegabytes = 1 << 24;
constexpr double kLargestScale = 100;

/// "FILE" or "FILE:SCALE".
engine::LoraChoice loraIn(const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon != std::string::npos && colon + 1 < text.size()) {
        char* end = nullptr;
        const double scale = std::strtod(text.c_str() + colon + 1, &end);
        if (*end == '\0' && std::fabs(scale) <= kLargestScale) return {text.substr(0, colon), scale};
    }
    return {text, 1};
}

}  // namespace

engine::Result<std::string> modelsFolder(const Arguments& arguments, const Surroundings& around,
                                         bool models_is_checkpoint) {
    const bool given = arguments.has("--models") && !models_is_checkpoint;
    const std::string folder =
        given ? arguments.text("--models") : (around.resources / "models" / "starter").string();
    std::error_code error;
    if (std::filesystem::is_directory(folder, error)) return folder;
    return engine::Error{
        engine::ErrorCode::ModelMissing,
        given ? "--models was expected to be a folder of model components, but there is none at " +
                    engine::inQuotes(folder) + "; give the folder that holds them."
              : "The starter models were expected in share/penumbra/models/starter beside the program, "
                "but they are not there; install them, or give their folder with --models."};
}

std::string modelNamed(const std::string& given, const Surroundings& around) {
    std::error_code error;
    if (std::filesystem::exists(given, error)) return given;
    const std::string path = engine::LocalModelLibrary(modelPlaces(around.resources)).pathOf(given);
    return path.empty() ? given : path;
}

bool modelsIsCheckpoint(const Arguments& arguments) {
    if (!arguments.has("--models")) return false;
    const std::filesystem::path given = arguments.text("--models");
    std::error_code error;
    for (const char* component : {"portrait_reader", "face_finder", "describe"}) {
        if (std::filesystem::is_directory(given / component, error)) return false;
    }
    return true;
}

std::optional<engine::Error> askedOfNoCheckpoint(const Arguments& arguments,
                                                 std::initializer_list<const char*> options) {
    for (const char* name : options) {
        if (arguments.has(name)) {
            return engine::Error{engine::ErrorCode::InvalidRequest,
                                 std::string(name) +
                                     " was given without a checkpoint, found the starter model; "
                                     "name a checkpoint with --models, or leave it out."};
        }
    }
    return std::nullopt;
}

std::vector<engine::LoraChoice> lorasIn(const Arguments& arguments, const Surroundings& around) {
    std::vector<engine::LoraChoice> loras;
    for (const std::string& text : arguments.texts("--lora")) {
        loras.push_back(loraIn(text));
        loras.back().path = modelNamed(loras.back().path, around);
    }
    return loras;
}

engine::Result<engine::EngineOptions> studioOptions(const Arguments& arguments, const Surroundings& around) {
    engine::EngineOptions options;
    options.clip_merges = (around.resources / "models" / "clip_tokenizer" / "merges.txt").string();
    OptionReader read(arguments);
    read.text("--device", options.device);
    read.text("--precision", options.precision);
    read.whole("--threads", 1, kMostThreads, options.threads);
    if (read.error()) return *read.error();
    int megabytes = 0;
    read.whole("--memory", 1, kMostMegabytes, megabytes);
    if (read.error()) return *read.error();
    options.memory_budget = static_cast<std::size_t>(megabytes) << 20;
    if (const auto compute = engine::chooseCompute(options.device, options.precision); !compute)
        return compute.error();
    return options;
}

engine::Result<engine::EngineOptions> engineOptions(const Arguments& arguments, const Surroundings& around,
                                                    bool models_is_checkpoint) {
    auto chosen = studioOptions(arguments, around);
    if (!chosen) return chosen.error();
    engine::EngineOptions options = std::move(chosen).value();
    const auto folder = modelsFolder(arguments, around, models_is_checkpoint);
    if (!folder) return folder.error();
    options.models_folder = folder.value();
    return options;
}

}  // namespace cli
