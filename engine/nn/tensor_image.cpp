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

GainField toGainField(const at::Tensor& field, double scale) {
    const at::Tensor rows = (field[0].permute({1, 2, 0}) * scale).to(at::kCPU, at::kFloat).contiguous();
    const float* values = rows.const_data_ptr<float>();
    return {Size{static_cast<int>(rows.size(1)), static_cast<int>(rows.size(0))},
            std::make_shared<const std::vector<float>>(values, values + rows.numel())};
}

}  // namespace engine
