#include "app/cli/component_check.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <string_view>

#include "engine/files/in_quotes.h"
#include "engine/files/model_folder.h"
#include "engine/files/safetensors.h"
#include "engine/models/face_finder/face_finder.h"
#include "engine/models/field_upsampler/field_upsampler.h"
#include "engine/models/gain_field/gain_field_net.h"
#include "engine/models/portrait_reader/portrait_reader.h"

namespace cli {
namespace {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Result;

template <typename T>
Result<Done> loaded(const std::string& folder) {
    if constexpr (requires { T::load(folder, engine::Compute{}); }) {
        if (const auto network = T::load(folder, engine::Compute{}); !network) return network.error();
    } else {
        if (const auto network = T::load(folder); !network) return network.error();
    }
    return Done{};
}

const std::map<std::string, Result<Done> (*)(const std::string&), std::less<>> kClasses = {
    {"GainFieldModel", loaded<engine::GainFieldNet>},
    {"FieldUpsampler", loaded<engine::FieldUpsampler>},
    {"PortraitReaderModel", loaded<engine::PortraitReader>},
    {"FaceFinderModel", loaded<engine::FaceFinder>},
};

/// torch.save() writes zip archives; before version 1.6 it wrote bare pickles, protocol 2 or later.
bool isPickle(const std::string& path) {
    const std::string suffix = std::filesystem::path(path).extension().string();
    for (const char* known : {".ckpt", ".pt", ".pth", ".bin", ".pkl", ".pickle"}) {
        if (suffix == known) return true;
    }
    std::array<char, 4> head{};
    std::ifstream(path, std::ios::binary).read(head.data(), head.size());
    const std::string_view start(head.data(), head.size());
    return start == std::string_view("PK\3\4", 4) || (head[0] == '\x80' && head[1] >= 2 && head[1] <= 5);
}

}  // namespace

Result<Component> describeComponent(const std::string& folder) {
    const auto config = engine::readModelConfig(folder + "/config.json");
    if (!config) return config.error();
    Component component{config.value().className()};
    std::error_code error;
    const auto bytes = std::filesystem::file_size(folder + "/model.safetensors", error);
    if (error) {
        return Error{ErrorCode::ModelMissing,
                     engine::inQuotes(folder + "/model.safetensors") +
                         " was expected to be a file, but there is none; install the model again."};
    }
    component.bytes = bytes;
    return component;
}

Result<Component> checkComponent(const std::string& folder) {
    auto component = describeComponent(folder);
    if (!component) return component;
    const auto known = kClasses.find(component.value().class_name);
    if (known == kClasses.end()) {
        std::string names;
        for (const auto& [name, check] : kClasses) names += (names.empty() ? "" : ", ") + name;
        return Error{ErrorCode::ModelCorrupt, "A component of this program was expected (" + names +
                                                  "), found the class " +
                                                  engine::inQuotes(component.value().class_name) + " in " +
                                                  engine::inQuotes(folder) + "; install another model."};
    }
    if (const auto fit = known->second(folder); !fit) return fit.error();
    return component;
}

Result<std::string> checkWeightsFile(const std::string& path) {
    if (isPickle(path)) {
        return Error{ErrorCode::ModelCorrupt, "A safetensors file was expected, found a pickle in " +
                                                  engine::inQuotes(path) +
                                                  ", which may run any program when it is opened; if you "
                                                  "trust its source, convert it in Python with "
                                                  "safetensors.torch.save_file(torch.load(FILE, "
                                                  "weights_only=True), \"model.safetensors\"), and give "
                                                  "the new file."};
    }
    const auto file = engine::SafetensorsFile::open(path);
    if (!file) return file.error();
    std::map<std::string_view, int> types;
    for (const engine::TensorView& tensor : file.value().tensors()) ++types[nameOf(tensor.dtype)];
    std::string list;
    for (const auto& [name, count] : types) {
        list += (list.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(name);
    }
    return std::to_string(file.value().tensors().size()) + " tensors" +
           (list.empty() ? "" : " (" + list + ")");
}

}  // namespace cli
