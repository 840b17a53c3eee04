#include "tests/support/golden.h"

#include <ATen/ATen.h>

#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <vector>

namespace test {
namespace {

using engine::DType;

at::ScalarType scalarType(DType dtype) {
    switch (dtype) {
        case DType::F64:
            return at::kDouble;
        case DType::F32:
            return at::kFloat;
        case DType::F16:
            return at::kHalf;
        case DType::BF16:
            return at::kBFloat16;
        case DType::I64:
            return at::kLong;
        case DType::I32:
            return at::kInt;
        case DType::I16:
            return at::kShort;
        case DType::I8:
            return at::kChar;
        case DType::U8:
            return at::kByte;
        case DType::Bool:
            return at::kBool;
        default:
            throw std::runtime_error("no golden file holds " + std::string(engine::nameOf(dtype)));
    }
}

}  // namespace

std::string goldenPath(const std::string& name) {
    return std::string(PENUMBRA_SOURCE_DIR) + "/tests/fixtures/golden/" + name;
}

engine::SafetensorsFile goldenFile(const std::string& name) {
    auto file = engine::SafetensorsFile::open(goldenPath(name));
    if (!file) throw std::runtime_error(file.error().message);
    return std::move(file).value();
}

nlohmann::json goldenJson(const std::string& name) {
    std::ifstream in(goldenPath(name));
    if (!in) throw std::runtime_error(goldenPath(name) + " is not there");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::string infinity = "-Infinity";
    for (auto at = text.find(infinity); at != std::string::npos; at = text.find(infinity, at)) {
        text.replace(at, infinity.size(), "-1.7976931348623157e308");
    }
    return nlohmann::json::parse(text);
}

at::Tensor goldenTensor(const engine::SafetensorsFile& file, const std::string& name) {
    const engine::TensorView* view = file.find(name);
    if (!view) throw std::out_of_range(file.path() + " has no tensor " + name);
    at::Tensor tensor = at::empty(view->shape, scalarType(view->dtype));
    if (!view->bytes.empty()) std::memcpy(tensor.data_ptr(), view->bytes.data(), view->bytes.size());
    return tensor.is_floating_point() ? tensor.to(at::kFloat) : tensor;
}

double largestDifference(const at::Tensor& found, const at::Tensor& expected, double relative) {
    if (!found.defined() || found.sizes() != expected.sizes()) return std::numeric_limits<double>::infinity();
    if (expected.numel() == 0) return 0;
    const at::Tensor right = expected.to(at::kCPU, at::kDouble);
    const at::Tensor difference = (found.to(at::kCPU, at::kDouble) - right).abs() - right.abs() * relative;
    const double largest = difference.max().item<double>();  // a NaN stays one
    return largest == largest ? std::max(largest, 0.0) : std::numeric_limits<double>::infinity();
}

void writeInstructedUnet(const std::string& folder) {
    const engine::SafetensorsFile file = goldenFile("sd15_tiny/unet/diffusion_pytorch_model.safetensors");
    const at::Tensor first = goldenTensor(file, "conv_in.weight");
    const at::Tensor both = at::cat({first, 0.5 * first.flip(1)}, 1).contiguous();
    std::vector<engine::TensorView> weights = file.tensors();
    for (engine::TensorView& weight : weights) {
        if (weight.name != "conv_in.weight") continue;
        weight.dtype = engine::DType::F32;
        weight.shape = both.sizes().vec();
        weight.bytes = std::as_bytes(std::span(both.const_data_ptr<float>(), both.numel()));
    }
    nlohmann::json config = goldenJson("sd15_tiny/unet/config.json");
    config["in_channels"] = 8;
    std::ofstream(folder + "/config.json") << config;
    if (!writeSafetensors(folder + "/diffusion_pytorch_model.safetensors", weights))
        throw std::runtime_error("no U-Net could be written in " + folder);
}

}  // namespace test
