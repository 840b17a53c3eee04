#include "engine/files/textual_inversion.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <utility>

#include "engine/files/float_values.h"
#include "engine/files/in_quotes.h"
#include "engine/files/pickle.h"
#include "engine/files/safetensors.h"

namespace engine {
namespace {

constexpr std::int64_t kMostRows = 75;
constexpr std::int64_t kWidest = 8192;
constexpr std::size_t kLongestPlaceholder = 256;

Error corrupt(const std::string& path, const std::string& expected, const std::string& found) {
    return {ErrorCode::ModelCorrupt, inQuotes(path) + " is not a usable textual inversion: " + expected +
                                         ", but " + found + "; download or export it again."};
}

std::string shapeOf(const TensorView& tensor) {
    std::string text;
    // More sides than two are wrong in any case; a few of them show it.
    for (std::size_t i = 0; i < std::min<std::size_t>(tensor.shape.size(), 4); ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(tensor.shape[i]);
    return "[" + text + (tensor.shape.size() > 4 ? ", …]" : "]");
}

Result<EmbeddingRows> rowsOf(const TensorView& tensor, const std::string& path) {
    const std::string name = "tensor " + inQuotes(tensor.name);
    const bool single = tensor.shape.size() == 1;
    const bool has_sides = single || tensor.shape.size() == 2;
    EmbeddingRows rows;
    if (has_sides) {
        rows.count = single ? 1 : tensor.shape.front();
        rows.width = tensor.shape.back();
    }
    if (!has_sides || rows.count < 1 || rows.count > kMostRows || rows.width < 1 || rows.width > kWidest) {
        return corrupt(path, name + " was expected to hold 1 to 75 vectors of at most 8192 numbers",
                       "its shape is " + shapeOf(tensor));
    }
    auto values = floatValues(tensor);
    if (!values) {
        return corrupt(path, name + " was expected to hold floating-point numbers",
                       "they are stored as " + std::string(nameOf(tensor.dtype)));
    }
    if (!std::all_of(values->begin(), values->end(), [](float value) { return std::isfinite(value); }))
        return corrupt(path, name + " was expected to hold finite numbers",
                       "some are infinite or not a number");
    rows.values = std::move(*values);
    return rows;
}

std::string fileName(const std::string& path) {
    return std::filesystem::path(path).stem().string();
}

Result<TextualInversion> pair(const TensorView& first, const TensorView& second, const std::string& path) {
    Result<EmbeddingRows> rows = rowsOf(first, path);
    if (!rows) return rows.error();
    Result<EmbeddingRows> other = rowsOf(second, path);
    if (!other) return other.error();
    if (rows.value().count != other.value().count) {
        return corrupt(path, "as many vectors were expected in \"clip_l\" as in \"clip_g\"",
                       "there are " + std::to_string(rows.value().count) + " and " +
                           std::to_string(other.value().count));
    }
    return TextualInversion{fileName(path), std::move(rows).value(), std::move(other).value()};
}

}  // namespace

Result<TextualInversion> readTextualInversion(const std::string& path) {
    if (isPickle(path)) return pickleRefused(path);
    const Result<SafetensorsFile> file = SafetensorsFile::open(path);
    if (!file) return file.error();
    const auto& tensors = file.value().tensors();
    const TensorView* clip_l = file.value().find("clip_l");
    const TensorView* clip_g = file.value().find("clip_g");
    if (clip_l && clip_g && tensors.size() == 2) return pair(*clip_l, *clip_g, path);

    const TensorView* web_ui = file.value().find("emb_params");
    if (!web_ui && (tensors.size() != 1 || clip_l || clip_g)) {
        return corrupt(path, "one tensor, or \"emb_params\", or \"clip_l\" and \"clip_g\" were expected",
                       "it holds " + std::to_string(tensors.size()) + " tensors" +
                           (tensors.empty() ? "" : ", among them " + inQuotes(tensors.front().name)));
    }
    const TensorView& tensor = web_ui ? *web_ui : tensors.front();
    if (!web_ui && (tensor.name.empty() || tensor.name.size() > kLongestPlaceholder)) {
        return corrupt(path, "a placeholder of 1 to 256 bytes was expected as the tensor's name",
                       "it is " + inQuotes(tensor.name));
    }
    Result<EmbeddingRows> rows = rowsOf(tensor, path);
    if (!rows) return rows.error();
    return TextualInversion{web_ui ? fileName(path) : tensor.name, std::move(rows).value(), std::nullopt};
}

}  // namespace engine
