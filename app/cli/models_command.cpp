#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "app/cli/command.h"
#include "app/cli/engine_setup.h"
#include "app/cli/model_text.h"
#include "app/model_places.h"
#include "engine/files/in_quotes.h"
#include "engine/files/safetensors.h"

namespace cli {
namespace {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::LocalModelLibrary;
using engine::ModelDescription;
using engine::ModelKind;
using engine::Result;

/// Every model, also behind one that is unfit.
Result<Done> list(const Arguments& arguments, const Surroundings& around) {
    const auto root = modelsFolder(arguments, around);
    const LocalModelLibrary library(modelPlaces(around.resources, root ? root.value() : ""));
    std::optional<Error> first;
    const auto fail = [&](const Error& error) {
        if (first)
            Console::complain(error.message);
        else
            first = error;
    };
    bool has_starter = false;
    for (const ModelDescription& model : library.installed()) {
        has_starter = has_starter || model.kind == ModelKind::Starter;
        around.console.result(lineOf(model), objectOf(model));
        if (!model.isFit()) fail({ErrorCode::ModelCorrupt, model.problem});
    }
    if (!root) {
        fail(root.error());
    } else if (!has_starter) {
        fail({ErrorCode::ModelMissing, "Component folders with a config.json were expected in " +
                                           engine::inQuotes(root.value()) +
                                           ", but there is none; install the models."});
    }
    if (first) return *first;
    return Done{};
}

/// "12 tensors (10 F16, 2 F32)", for a single file that can be opened; else empty.
std::string tensorsIn(const std::string& path) {
    const auto file = engine::SafetensorsFile::open(path);
    if (!file) return {};
    std::map<std::string_view, int> types;
    for (const engine::TensorView& tensor : file.value().tensors()) ++types[nameOf(tensor.dtype)];
    std::string kinds;
    for (const auto& [name, count] : types)
        kinds += (kinds.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(name);
    return std::to_string(file.value().tensors().size()) + " tensors" +
           (kinds.empty() ? "" : " (" + kinds + ")");
}

/// A file that cannot be read is a model that is not there.
Error asModel(Error error) {
    if (error.code == ErrorCode::FileUnreadable) error.code = ErrorCode::ModelMissing;
    return error;
}

Result<Done> check(const std::string& path, const Surroundings& around) {
    const auto model = LocalModelLibrary(modelPlaces(around.resources)).describe(path);
    if (!model) return asModel(model.error());
    const std::string holds = tensorsIn(path);
    nlohmann::json object = objectOf(model.value());
    if (!holds.empty()) object["holds"] = holds;
    around.console.result(
        lineOf(model.value()) + (holds.empty() ? "" : ", " + holds) + detailsOf(model.value()), object);
    if (!model.value().isFit()) return Error{ErrorCode::ModelCorrupt, model.value().problem};
    return Done{};
}

Result<Done> import(const std::string& path, const Arguments& arguments, const Surroundings& around) {
    const LocalModelLibrary library(modelPlaces(around.resources));
    const auto mode = arguments.has("--link") ? engine::ImportMode::Link : engine::ImportMode::Copy;
    constexpr int kPercent = 100;
    int said = 0;
    const auto model = library.import(path, mode, around.stop, [&](double share) {
        const int percent = static_cast<int>(std::floor(share * kPercent));
        if (percent > said) around.console.progress(said = percent, kPercent, false);
    });
    if (!model) return asModel(model.error());
    around.console.result(lineOf(model.value()) + detailsOf(model.value()), objectOf(model.value()));
    return Done{};
}

}  // namespace

Result<Done> runModels(const Arguments& arguments, const Surroundings& around) {
    const std::vector<std::string>& words = arguments.inputs();
    if (words.size() == 1 && words[0] == "list") return list(arguments, around);
    if (words.size() == 2 && words[0] == "check") return check(words[1], around);
    if (words.size() == 2 && words[0] == "import") return import(words[1], arguments, around);
    std::string found;
    for (const std::string& word : words) found += (found.empty() ? "" : " ") + word;
    return Error{ErrorCode::InvalidRequest,
                 "\"models list\", \"models check PATH\" or \"models import PATH\" was expected, found " +
                     (words.empty() ? "nothing" : engine::inQuotes(found)) + "; see --help."};
}

}  // namespace cli
