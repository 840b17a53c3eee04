#include "engine/nn/tensor_image.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

namespace engine {
namespace {

TEST(TensorImage, AnInterleavedPictureBecomesPlanes) {
    ImageBuilder picture({2, 3}, 3, PixelType::F32);
    for (int y = 0; y < 3; ++y) {
        for (int i = 0; i < 6; ++i) picture.row<float>(y)[i] = static_cast<float>(100 * y + i);
    }
    at::Tensor tensor;
    {
        const Image image = std::move(picture).finish();
        tensor = toTensor(image);
    }  // a copy: the picture may go
    ASSERT_EQ(tensor.sizes(), (std::vector<std::int64_t>{1, 3, 3, 2}));
    EXPECT_EQ(tensor[0][1][2][1].item<float>(), 204);  // green of the last pixel
}

TEST(TensorImage, AFieldBecomesInterleavedGains) {
    const at::Tensor field = at::arange(18, at::kFloat).view({1, 3, 2, 3});
    const GainField gains = toGainField(field, 0.5);
    EXPECT_EQ(gains.size, (Size{3, 2}));
    ASSERT_EQ(gains.log_gain->size(), 18u);
    EXPECT_EQ((*gains.log_gain)[0], 0);
    EXPECT_EQ((*gains.log_gain)[1], 3);  // green of the first place: 6 / 2
    EXPECT_EQ((*gains.log_gain)[17], 8.5f);
}

TEST(TensorImage, AFieldInHalfPrecisionIsRead) {
    const GainField gains = toGainField(at::full({1, 3, 2, 2}, 0.25, at::kBFloat16), 1);
    EXPECT_EQ((*gains.log_gain)[5], 0.25f);
}

}  // namespace
}  // namespace engine
