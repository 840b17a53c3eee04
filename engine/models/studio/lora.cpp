#include "engine/models/studio/lora.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "engine/files/in_quotes.h"
#include "engine/models/studio/weights_kind.h"

namespace engine {
namespace {

enum class Role { Down, Up, Alpha };

struct Ending {
    std::string text;
    Role role;
};

/// How files say which matrix of which layer a tensor is.
const std::array kEndings = {Ending{".lora_down.weight", Role::Down},
                             Ending{".lora_up.weight", Role::Up},
                             Ending{".alpha", Role::Alpha},
                             Ending{".lora_A.weight", Role::Down},
                             Ending{".lora_B.weight", Role::Up},
                             Ending{".lora_A.default.weight", Role::Down},
                             Ending{".lora_B.default.weight", Role::Up},
                             Ending{".lora_linear_layer.down.weight", Role::Down},
                             Ending{".lora_linear_layer.up.weight", Role::Up},
                             Ending{".lora.down.weight", Role::Down},
                             Ending{".lora.up.weight", Role::Up},
                             Ending{"_lora.down.weight", Role::Down},
                             Ending{"_lora.up.weight", Role::Up}};

Error damaged(const std::string& path, const std::string& found) {
    return {ErrorCode::ModelCorrupt, "A LoRA was expected in " + inQuotes(path) + ", but " + found +
                                         "; choose another file, or download it again."};
}

Error unfit(const std::string& path, const std::string& found) {
    return {ErrorCode::ModelCorrupt, "A LoRA for this model was expected in " + inQuotes(path) + ", but " +
                                         found + "; choose a LoRA that was made for the model in use."};
}

double numberIn(const StoredTensor& stored) {
    const at::Tensor tensor = tensorOf(stored);
    return tensor.defined() && tensor.numel() == 1 ? tensor.to(c10::kDouble).item<double>() : 0;
}

std::string flattened(std::string name) {
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
}

/// The attention processors of the first releases: "attn1.processor.to_out" means "attn1.to_out.0".
std::string withoutProcessor(std::string name) {
    const std::string processor = ".processor.";
    if (const auto place = name.find(processor); place != name.npos) {
        name.replace(place, processor.size(), ".");
        if (name.ends_with(".to_out")) name += ".0";
    }
    return name;
}

/// Down and up as matrices or convolutions for a weight of `shape`; a 1×1 convolution and a matrix are the
/// same thing, and files write either for either. Nothing when they do not fit.
std::optional<std::pair<std::vector<std::int64_t>, std::vector<std::int64_t>>> shapesFor(
    const LoraLayer& lora, const std::vector<std::int64_t>& shape) {
    if (lora.down.shape.size() < 2 || lora.up.shape.size() < 2 || lora.down.shape[0] != lora.up.shape[1])
        return std::nullopt;
    const std::int64_t rank = lora.down.shape[0];
    std::vector<std::int64_t> down = shape, up = {shape[0], rank};
    down[0] = rank;
    if (shape.size() == 4) up.insert(up.end(), {1, 1});
    const auto count = [](const std::vector<std::int64_t>& sides) { return c10::multiply_integers(sides); };
    if (count(down) != count(lora.down.shape) || count(up) != count(lora.up.shape)) return std::nullopt;
    return std::pair(std::move(down), std::move(up));
}

bool isFloating(const StoredTensor& stored) {
    const at::Tensor tensor = tensorOf(stored);
    return tensor.defined() && tensor.is_floating_point();
}

struct Found {
    std::optional<StoredTensor> down, up;
    std::optional<double> alpha;
};

Result<std::map<std::string, Found>> grouped(const Checkpoint& file) {
    std::map<std::string, Found> found;
    for (const auto& [name, stored] : file.tensors()) {
        const auto ending = std::find_if(kEndings.begin(), kEndings.end(),
                                         [&](const Ending& e) { return name.ends_with(e.text); });
        if (ending == kEndings.end()) {
            return damaged(file.path(), "it holds a tensor " + inQuotes(name) +
                                            " that belongs to no LoRA of a kind that is supported");
        }
        Found& layer = found[withoutProcessor(name.substr(0, name.size() - ending->text.size()))];
        if (ending->role == Role::Alpha)
            layer.alpha = numberIn(stored);
        else
            (ending->role == Role::Down ? layer.down : layer.up) = stored;
    }
    return found;
}

}  // namespace

void LoraNames::add(const std::string& component, const LayerDirectory& layers) {
    static const std::map<std::string, std::vector<std::string>> kKohya = {
        {"unet", {"lora_unet_"}},
        {"text_encoder", {"lora_te_", "lora_te1_"}},
        {"text_encoder_2", {"lora_te2_"}}};
    for (const auto& [name, layer] : layers) {
        const Place place{component, name, layer->weight.sizes().vec()};
        by_name_[component + "." + name] = place;
        for (const std::string& start : kKohya.at(component)) by_name_[start + flattened(name)] = place;
    }
}

void LoraNames::addAlias(const std::string& alias, const std::string& component, const std::string& layer) {
    if (const auto place = by_name_.find(component + "." + layer); place != by_name_.end())
        by_name_["lora_" + component + "_" + flattened(alias)] = Place(place->second);
}

const LoraNames::Place* LoraNames::find(const std::string& name) const {
    for (const std::string& candidate : {name, "unet." + name}) {
        if (const auto place = by_name_.find(candidate); place != by_name_.end()) return &place->second;
    }
    return nullptr;
}

Result<std::map<std::string, LoraMatrices>> readLora(const std::string& path) {
    const Result<Checkpoint> file = Checkpoint::open(path);
    if (!file) return file.error();
    const WeightsKind kind = kindOf(file.value());
    if (kind != WeightsKind::Lora) return damaged(path, "it is " + nameOf(kind));
    const Result<std::map<std::string, Found>> found = grouped(file.value());
    if (!found) return found.error();
    std::map<std::string, LoraMatrices> layers;
    for (const auto& [name, parts] : found.value()) {
        const std::string layer = "layer " + inQuotes(name);
        if (!parts.down || !parts.up || parts.down->shape.empty() || parts.down->shape[0] == 0 ||
            !isFloating(*parts.down) || !isFloating(*parts.up)) {
            return damaged(path, layer + " lacks one of its two matrices");
        }
        const auto rank = static_cast<double>(parts.down->shape[0]);
        const double alpha = parts.alpha.value_or(rank);
        if (!(std::abs(alpha) < 1e6)) return damaged(path, layer + " has a scale that is no number");
        layers[name] = {*parts.down, *parts.up, alpha / rank};
    }
    return layers;
}

Result<FittedLora> openLora(const std::string& path, const LoraNames& names) {
    const Result<std::map<std::string, LoraMatrices>> layers = readLora(path);
    if (!layers) return layers.error();
    FittedLora lora;
    for (const auto& [name, matrices] : layers.value()) {
        const LoraNames::Place* place = names.find(name);
        if (!place) return unfit(path, "layer " + inQuotes(name) + " is not in this model");
        LoraLayer layer{place->layer, matrices.down, matrices.up, matrices.alpha_over_rank};
        const auto shapes = shapesFor(layer, place->shape);
        if (!shapes) return unfit(path, "layer " + inQuotes(name) + " has another shape in this model");
        layer.down.shape = shapes->first;  // the same numbers in the same order
        layer.up.shape = shapes->second;
        lora[place->component].push_back(std::move(layer));
    }
    return lora;
}

void attach(const std::vector<LoraLayer>& lora, double scale, const LayerDirectory& network,
            const Compute& compute) {
    if (scale == 0) return;
    for (const LoraLayer& layer : lora) {
        const auto place = network.find(layer.layer);
        if (place == network.end()) continue;
        const auto ready = [&](const StoredTensor& stored) {
            return tensorOf(stored).to(at::TensorOptions(compute.type).device(compute.device), false, true);
        };
        place->second->adapters.push_back(
            {ready(layer.down), ready(layer.up), layer.alpha_over_rank * scale});
    }
}

}  // namespace engine
