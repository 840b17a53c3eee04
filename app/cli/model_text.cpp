#include "app/cli/model_text.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "engine/files/in_quotes.h"
#include "engine/files/model_folder.h"

namespace cli {
namespace {

using engine::ModelDescription;
using engine::ModelKind;

std::string sizeText(std::uint64_t bytes) {
    char text[32];
    if (bytes < 1'000'000'000)
        std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
    else
        std::snprintf(text, sizeof text, "%.2f GB", static_cast<double>(bytes) / 1e9);
    return text;
}

const char* nameOf(ModelKind kind) {
    switch (kind) {
        case ModelKind::Starter:
            return "starter";
        case ModelKind::Checkpoint:
            return "checkpoint";
        case ModelKind::Lora:
            return "LoRA";
        case ModelKind::ControlNet:
            return "ControlNet";
        case ModelKind::Embedding:
            return "embedding";
        case ModelKind::TinyAutoencoder:
            return "tiny autoencoder";
        case ModelKind::Other:
            break;
    }
    return "other";
}

/// A starter component says by its class what it is.
std::string classOf(const ModelDescription& model) {
    if (model.kind != ModelKind::Starter) return {};
    const auto config = engine::readModelConfig(model.path + "/config.json");
    return config ? config.value().className() : std::string();
}

std::string listed(const char* what, const std::vector<std::string>& names) {
    if (names.empty()) return {};
    std::string text = std::string("\n") + what + ":";
    for (const std::string& name : names) text += "\n  " + engine::inQuotes(name);
    return text;
}

}  // namespace

std::string lineOf(const ModelDescription& model) {
    std::string text = model.name + ": ";
    const std::string component = classOf(model);
    if (!model.family.empty()) text += model.family + " ";
    if (model.inpaints) text += "inpainting ";
    text += component.empty() ? nameOf(model.kind) : component;
    if (!model.precision.empty()) text += ", " + model.precision;
    text += ", " + sizeText(model.bytes);
    if (model.memory > 0) text += ", takes " + sizeText(model.memory) + " of memory";
    return text;
}

std::string detailsOf(const ModelDescription& model) {
    std::string text = listed("missing", model.missing);
    text += listed("of another shape or type", model.misshaped);
    text += listed("unexpected", model.unexpected);
    if (!model.licence.empty()) text += "\nlicence: " + model.licence;
    if (!model.sha256.empty()) text += "\nsha256: " + model.sha256;
    return text;
}

nlohmann::json objectOf(const ModelDescription& model) {
    nlohmann::json object = {{"event", "model"},
                             {"path", model.path},
                             {"name", model.name},
                             {"kind", nameOf(model.kind)},
                             {"family", model.family},
                             {"inpaints", model.inpaints},
                             {"bytes", model.bytes},
                             {"memory", model.memory},
                             {"precision", model.precision},
                             {"licence", model.licence},
                             {"sha256", model.sha256},
                             {"missing", model.missing},
                             {"misshaped", model.misshaped},
                             {"unexpected", model.unexpected},
                             {"fits", model.isFit()},
                             {"problem", model.problem}};
    if (const std::string component = classOf(model); !component.empty()) object["class"] = component;
    return object;
}

}  // namespace cli
