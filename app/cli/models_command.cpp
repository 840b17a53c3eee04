#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/cli/command.h"
#include "app/cli/component_check.h"
#include "app/cli/engine_setup.h"
#include "engine/files/in_quotes.h"

namespace cli {
namespace {

namespace fs = std::filesystem;
using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Result;

std::string megabytes(std::uintmax_t bytes) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
    return text;
}

void show(Console& console, const std::string& name, const Component& component) {
    console.result(name + ": " + component.class_name + ", " + megabytes(component.bytes),
                   {{"event", "component"},
                    {"name", name},
                    {"class", component.class_name},
                    {"bytes", component.bytes}});
}

/// Folders below `root` that hold a config.json, by name.
std::vector<fs::path> componentsIn(const std::string& root) {
    std::vector<fs::path> folders;
    std::error_code error;
    for (fs::directory_iterator entry(root, error), end; !error && entry != end; entry.increment(error)) {
        std::error_code none;
        if (fs::exists(entry->path() / "config.json", none)) folders.push_back(entry->path());
    }
    std::sort(folders.begin(), folders.end());
    return folders;
}

/// Every component, also behind one that is unfit.
Result<Done> list(const Arguments& arguments, const Surroundings& around) {
    const auto root = modelsFolder(arguments, around);
    if (!root) return root.error();
    const auto folders = componentsIn(root.value());
    if (folders.empty()) {
        return Error{ErrorCode::ModelMissing, "Component folders with a config.json were expected in " +
                                                  engine::inQuotes(root.value()) +
                                                  ", but there is none; install the models."};
    }
    Result<Done> all = Done{};
    for (const fs::path& folder : folders) {
        const auto component = describeComponent(folder.string());
        if (component) {
            show(around.console, folder.filename().string(), component.value());
        } else if (all) {
            all = component.error();
        } else {
            Console::complain(component.error().message);
        }
    }
    return all;
}

Result<Done> check(const std::string& path, Console& console) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
        const auto component = checkComponent(path);
        if (!component) return component.error();
        show(console, path, component.value());
        return Done{};
    }
    if (!fs::exists(path, error)) {
        return Error{ErrorCode::ModelMissing,
                     "A component folder or a safetensors file was expected, but there is nothing at " +
                         engine::inQuotes(path) + "; give another path."};
    }
    const auto tensors = checkWeightsFile(path);
    if (!tensors) return tensors.error();
    console.result(path + ": " + tensors.value(),
                   {{"event", "weights"}, {"file", path}, {"holds", tensors.value()}});
    return Done{};
}

}  // namespace

Result<Done> runModels(const Arguments& arguments, const Surroundings& around) {
    const std::vector<std::string>& words = arguments.inputs();
    if (words.size() == 1 && words[0] == "list") return list(arguments, around);
    if (words.size() == 2 && words[0] == "check") {
        auto checked = check(words[1], around.console);
        if (!checked && checked.error().code == ErrorCode::FileUnreadable) {
            return Error{ErrorCode::ModelMissing, checked.error().message};
        }
        return checked;
    }
    std::string found;
    for (const std::string& word : words) found += (found.empty() ? "" : " ") + word;
    return Error{ErrorCode::InvalidRequest, "\"models list\" or \"models check PATH\" was expected, found " +
                                                (words.empty() ? "nothing" : engine::inQuotes(found)) +
                                                "; see --help."};
}

}  // namespace cli
