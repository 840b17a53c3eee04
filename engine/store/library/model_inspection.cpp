#include "engine/store/library/model_inspection.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "engine/files/in_quotes.h"
#include "engine/files/model_settings.h"
#include "engine/files/pickle.h"
#include "engine/models/studio/wanted_names.h"
#include "engine/models/studio/weights_kind.h"
#include "engine/models/unet/unet_config.h"
#include "engine/store/library/adapter_inspection.h"
#include "engine/store/library/family_of_width.h"
#include "engine/store/library/licence_note.h"
#include "engine/store/library/starter_inspection.h"
#include "engine/store/library/weight_figures.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSuffix = ".safetensors";
/// Weights that mean nothing without the config.json beside them.
constexpr std::array kComponentWeights = {"model.safetensors", "model.fp16.safetensors",
                                          "diffusion_pytorch_model.safetensors",
                                          "diffusion_pytorch_model.fp16.safetensors"};

bool isThere(const fs::path& path) {
    std::error_code failed;
    return fs::exists(path, failed);
}

std::uint64_t bytesIn(const std::string& path) {
    std::error_code failed;
    if (!fs::is_directory(path, failed)) {
        const auto bytes = fs::file_size(path, failed);
        return failed ? 0 : bytes;
    }
    std::uint64_t sum = 0;
    for (fs::recursive_directory_iterator entry(path, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        std::error_code none;
        if (!entry->is_regular_file(none)) continue;
        const auto bytes = entry->file_size(none);
        if (!none) sum += bytes;
    }
    return sum;
}

std::string firstOf(const std::vector<std::string>& names) {
    constexpr std::size_t kMost = 4;
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) list += (i ? ", " : "") + names[i];
    return names.size() > kMost ? list + ", …" : list;
}

/// Compares a component with its settings, and puts what does not fit on the model's lists.
Result<Done> addComponent(ModelDescription& model, const std::string& name, const Component& component) {
    const Result<WeightReader::Report> report = compare(component.config, component.weights);
    if (!report) return report.error();
    const std::string start = name.empty() ? "" : name + ".";
    const auto add = [&](std::vector<std::string>& list, const std::vector<std::string>& names) {
        for (const std::string& one : names) list.push_back(start + one);
    };
    add(model.missing, report.value().missing);
    add(model.misshaped, report.value().misshaped);
    add(model.unexpected, report.value().unexpected);
    return Done{};
}

/// The sentence for what addComponent() has put on the lists.
void sayWhatDoesNotFit(ModelDescription& model) {
    std::string found;
    const auto add = [&](const char* what, const std::vector<std::string>& names) {
        if (names.empty()) return;
        found += (found.empty() ? "" : ", ") + std::to_string(names.size()) + " " + what + " (" +
                 firstOf(names) + ")";
    };
    add("are missing", model.missing);
    add("are of another shape or type", model.misshaped);
    add("are no part of it", model.unexpected);
    if (found.empty()) return;
    model.problem = "All tensors that its settings describe, and no others, were expected in " +
                    inQuotes(model.path) + ", but " + found + "; download it again, or choose another model.";
}

/// A failure of what lies inside a path that is there: the description's problem, unless nobody could look.
Result<Done> failedInside(ModelDescription& model, const Error& error) {
    if (error.code == ErrorCode::FileUnreadable) return error;
    model.problem = error.message;
    return Done{};
}

Result<Done> inspectCheckpoint(ModelDescription& model, const std::string& clip_merges) {
    model.kind = ModelKind::Checkpoint;
    const Result<StudioFiles> opened = openStudio(model.path, clip_merges);
    if (!opened) return failedInside(model, opened.error());
    const StudioFiles& files = opened.value();
    model.family = nameOf(files.family);
    if (const Result<UnetConfig> config = readUnetConfig(files.unet.config))
        model.inpaints = config.value().beside() == UnetConfig::Beside::MaskAndPicture;

    WeightFigures unet, rest, all;
    const auto add = [&](const char* name, const Component& component, WeightFigures& figures) {
        figures.add(component.weights);
        all.add(component.weights);
        return addComponent(model, name, component);
    };
    if (auto added = add("unet", files.unet, unet); !added) return failedInside(model, added.error());
    if (auto added = add("vae", files.vae, rest); !added) return failedInside(model, added.error());
    if (auto added = add("text_encoder", files.text_encoder, rest); !added)
        return failedInside(model, added.error());
    if (files.text_encoder_2) {
        if (auto added = add("text_encoder_2", *files.text_encoder_2, rest); !added)
            return failedInside(model, added.error());
    }
    model.memory = unet.convertedBytes() + rest.storedBytes();  // the rest works from its mapped file
    model.precision = all.precision();
    sayWhatDoesNotFit(model);
    model.unexpected.insert(model.unexpected.end(), files.surplus.begin(), files.surplus.end());  // no harm
    return Done{};
}

Result<Done> inspectNetwork(ModelDescription& model, ModelKind kind, const Result<Component>& component) {
    model.kind = kind;
    if (!component) return failedInside(model, component.error());
    WeightFigures figures;
    figures.add(component.value().weights);
    model.memory = figures.convertedBytes();
    model.precision = figures.precision();
    if (kind == ModelKind::ControlNet) {
        const Result<UnetConfig> config = readUnetConfig(component.value().config);
        if (config) model.family = familyOfWidth(config.value().context_width);
    }
    if (auto added = addComponent(model, "", component.value()); !added)
        return failedInside(model, added.error());
    sayWhatDoesNotFit(model);
    return Done{};
}

Result<Done> inspectStarter(ModelDescription& model, const std::string& class_name) {
    model.kind = ModelKind::Starter;
    const Result<Checkpoint> weights = Checkpoint::open(model.path + "/model.safetensors");
    if (!weights) return failedInside(model, weights.error());
    WeightFigures figures;
    figures.add(weights.value());
    model.memory = figures.convertedBytes();
    model.precision = figures.precision();
    if (auto fits = loadStarter(model.path, class_name); !fits) return failedInside(model, fits.error());
    return Done{};
}

Result<Done> inspectFolder(ModelDescription& model, const std::string& clip_merges) {
    const fs::path folder = model.path;
    model.licence = licenceOf(model.path);
    if (isThere(folder / "model_index.json")) return inspectCheckpoint(model, clip_merges);
    if (!isThere(folder / "config.json")) {
        model.problem = "A model was expected in the folder " + inQuotes(model.path) +
                        ", but it has neither model_index.json nor config.json; choose the folder that has "
                        "one, or a single .safetensors file.";
        return Done{};
    }
    const Result<ModelConfig> config = readModelConfig(model.path + "/config.json");
    if (!config) return failedInside(model, config.error());
    const std::string& class_name = config.value().className();
    if (isStarterClass(class_name)) return inspectStarter(model, class_name);
    if (class_name == "ControlNetModel")
        return inspectNetwork(model, ModelKind::ControlNet, openControlNet(model.path));
    if (class_name == "AutoencoderTiny")
        return inspectNetwork(model, ModelKind::TinyAutoencoder, openTinyAutoencoder(model.path));
    model.problem = "A component of this program, a ControlNet or a tiny autoencoder was expected in " +
                    inQuotes(model.path) + ", but its class is " + inQuotes(class_name) +
                    "; choose the folder above it that has a model_index.json, or another model.";
    return Done{};
}

Result<Done> inspectFile(ModelDescription& model, const std::string& clip_merges) {
    if (isPickle(model.path)) {
        model.problem = pickleRefused(model.path).message;
        return Done{};
    }
    const Result<Checkpoint> opened = Checkpoint::open(model.path);
    if (!opened) return failedInside(model, opened.error());
    WeightFigures figures;
    figures.add(opened.value());
    model.precision = figures.precision();
    if (const auto file = SafetensorsFile::open(model.path))
        model.licence = licenceIn(file.value().metadata());

    const WeightsKind kind = kindOf(opened.value());
    switch (kind) {
        case WeightsKind::Sd1Checkpoint:
        case WeightsKind::Sd2Checkpoint:
        case WeightsKind::SdxlCheckpoint:
            return inspectCheckpoint(model, clip_merges);
        case WeightsKind::ControlNet:
            return inspectNetwork(model, ModelKind::ControlNet, openControlNet(model.path));
        case WeightsKind::Lora:
            inspectLora(model);
            return Done{};
        case WeightsKind::Embedding:
            inspectEmbedding(model);
            return Done{};
        default:
            model.problem = "A checkpoint, a LoRA, a ControlNet or a textual inversion was expected in " +
                            inQuotes(model.path) + ", but it is " + nameOf(kind) + "; choose another file.";
            return Done{};
    }
}

/// A component's weights are nothing without its folder: that is what is meant.
std::string meantBy(const std::string& given) {
    const fs::path path = given;
    const bool component = std::any_of(kComponentWeights.begin(), kComponentWeights.end(),
                                       [&](const char* name) { return path.filename() == name; });
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    return component && isThere(folder / "config.json") ? folder.string() : given;
}

}  // namespace

std::string modelName(const std::string& path) {
    fs::path place = path;
    if (!place.has_filename()) place = place.parent_path();  // "models/mine/"
    const std::string name = place.filename().string();
    return name.ends_with(kSuffix) ? place.stem().string() : name;
}

Result<ModelDescription> inspectModel(const std::string& path, const std::string& clip_merges) {
    if (!isThere(path)) {
        return Error{ErrorCode::ModelMissing, "A model was expected at " + inQuotes(path) +
                                                  ", but there is nothing that can be opened; choose "
                                                  "another file or folder."};
    }
    ModelDescription model;
    model.path = meantBy(path);
    model.name = modelName(model.path);
    model.bytes = bytesIn(model.path);
    std::error_code failed;
    const Result<Done> inspected = fs::is_directory(model.path, failed) ? inspectFolder(model, clip_merges)
                                                                        : inspectFile(model, clip_merges);
    if (!inspected) return inspected.error();
    return model;
}

}  // namespace engine
