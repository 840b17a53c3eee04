#include "engine/nn/tensor_image.h"

#include <ATen/ATen.h>

#include <algorithm>

namespace engine {

at::Tensor toTensor(const Image& image) {
    TORCH_CHECK(image.type() == PixelType::F32, "networks take float pictures");
    // from_blob wants a mutable pointer; the clone below is the only reader.
    void* pixels = const_cast<std::byte*>(image.data());
    return at::from_blob(pixels, {1, image.height(), image.width(), image.channels()}, at::kFloat)
        .permute({0, 3, 1, 2})
        .clone(at::MemoryFormat::Contiguous);
}

Image toGreyImage(const at::Tensor& map) {
    const at::Tensor bytes = (map * 255).round().to(at::kCPU, at::kByte).contiguous();
    ImageBuilder image({static_cast<int>(bytes.size(3)), static_cast<int>(bytes.size(2))}, 1, PixelType::U8);
    std::copy_n(bytes.const_data_ptr<std::uint8_t>(), bytes.numel(), image.row<std::uint8_t>(0));
    return std::move(image).finish();
}

namespace {

/// [1, C, h, w] as h × w × C numbers.
std::shared_ptr<const std::vector<float>> interleaved(const at::Tensor& planes) {
    const at::Tensor rows = planes[0].permute({1, 2, 0}).to(at::kCPU, at::kFloat).contiguous();
    const float* values = rows.const_data_ptr<float>();
    return std::make_shared<const std::vector<float>>(values, values + rows.numel());
}

Size sizeOf(const at::Tensor& planes) {
    return {static_cast<int>(planes.size(3)), static_cast<int>(planes.size(2))};
}

}  // namespace

GainField toGainField(const at::Tensor& field, double scale) {
    return {sizeOf(field), interleaved(field * scale)};
}

PaintField toPaintField(const at::Tensor& picture, const at::Tensor& cover) {
    return {sizeOf(picture), interleaved(at::cat({picture, cover}, 1))};
}

}  // namespace engine
