#include "app/cli/engine_setup.h"

#include <filesystem>

#include "app/model_places.h"
#include "engine/files/in_quotes.h"
#include "engine/nn/compute.h"

namespace cli {
namespace {

constexpr int kMostThreads = 1024;
constexpr int kMostMegabytes = 1 << 24;

}  // namespace

engine::Result<std::string> modelsFolder(const Arguments& arguments, const Surroundings& around) {
    const bool given = arguments.has("--models");
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

engine::Result<engine::EngineOptions> engineOptions(const Arguments& arguments, const Surroundings& around) {
    auto chosen = studioOptions(arguments, around);
    if (!chosen) return chosen.error();
    engine::EngineOptions options = std::move(chosen).value();
    const auto folder = modelsFolder(arguments, around);
    if (!folder) return folder.error();
    options.models_folder = folder.value();
    return options;
}

}  // namespace cli
