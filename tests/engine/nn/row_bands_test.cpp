#include "engine/nn/layers/row_bands.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include "engine/models/studio/studio_files.h"
#include "engine/nn/layers/resnet_block.h"
#include "tests/support/golden.h"

namespace {

using namespace engine;

constexpr double kTolerance = 2e-5;
constexpr int kHeight = 77;  // two whole bands and a part of one
constexpr double kEps = 1e-6;

Component componentOf(const std::string& folder) {
    Result<Component> component = openComponent(test::goldenPath(folder));
    if (!component) throw std::runtime_error(component.error().message);
    return std::move(component).value();
}

class RowBands : public testing::Test {
protected:
    RowBands() : vae_(componentOf("sd15_tiny/vae")), reader_(vae_.weights, {}, Residence::Ready) {
        at::manual_seed(5);
    }

    static at::Tensor picture(std::int64_t channels) {
        // Bright above and dark below: a band's own moments would not do.
        const at::Tensor x =
            at::randn({2, channels, kHeight, 20}) + at::linspace(5, -3, kHeight).unsqueeze(1);
        return x.contiguous(at::MemoryFormat::ChannelsLast);
    }

    c10::InferenceMode no_gradients_;
    Component vae_;
    WeightReader reader_;
};

TEST_F(RowBands, ANormByTheMomentsOfAllBandsIsThatOfTheWhole) {
    const GroupNorm norm(reader_ / "decoder.up_blocks.2.resnets.0.norm1", 4, 8, kEps);
    const at::Tensor x = picture(8);
    const GroupNorm::Moments moments = momentsOf(norm, rowsOf(x));
    EXPECT_LT(test::largestDifference(norm.normalised(x, moments), norm(x)), kTolerance);
    EXPECT_LT(test::largestDifference(norm.normalised(x.narrow(2, 40, 5), moments), norm(x).narrow(2, 40, 5)),
              kTolerance);
}

TEST_F(RowBands, ABlockThatStaysInItsFileGivesTheSameAgainAndAgain) {
    WeightReader in_file(vae_.weights, {}, Residence::Mapped);
    const ResnetBlock ready(reader_ / "decoder.up_blocks.1.resnets.0", {16, 8, 8, kEps}),
        mapped(in_file / "decoder.up_blocks.1.resnets.0", {16, 8, 8, kEps});
    const at::Tensor x = picture(16), expected = ready(x);
    for (int i = 0; i < 3; ++i) EXPECT_LT(test::largestDifference(mapped(x), expected), kTolerance);
}

TEST_F(RowBands, ABlockIsThatOfTheWholeAndMayChangeChannels) {
    const ResnetBlock same(reader_ / "decoder.up_blocks.2.resnets.1", {8, 8, 8, kEps}),
        fewer(reader_ / "decoder.up_blocks.1.resnets.0", {16, 8, 8, kEps});
    const at::Tensor x = picture(8), wide = picture(16);
    const at::Tensor expected = same(x), expected_fewer = fewer(wide);
    const Rows made{kHeight,
                    [&](std::int64_t top, std::int64_t bottom) { return x.narrow(2, top, bottom - top); }};
    EXPECT_LT(test::largestDifference(fewer.inBands(rowsOf(wide)), expected_fewer), kTolerance);
    EXPECT_LT(test::largestDifference(same.inBands(made), expected), kTolerance);
    EXPECT_LT(test::largestDifference(same.inBands(rowsOf(x)), expected), kTolerance);
    EXPECT_LT(test::largestDifference(x, expected), kTolerance) << "a whole picture becomes the result";
}

TEST_F(RowBands, RowsOfADoubledPictureAreThoseOfTheWhole) {
    const Conv2d convolution(reader_ / "decoder.up_blocks.2.upsamplers.0.conv", 8, 8, 3);
    const at::Tensor x = picture(8);
    const at::Tensor expected = convolution(at::upsample_nearest2d(x, at::IntArrayRef({2 * kHeight, 40})));
    const Rows rows = doubledAndConvolved(x, convolution);
    EXPECT_EQ(rows.height, 2 * kHeight);
    EXPECT_LT(test::largestDifference(collected(rows), expected), kTolerance);
    for (const auto& [top, bottom] : {std::pair(0, 1), std::pair(31, 34), std::pair(152, 154)}) {
        EXPECT_LT(test::largestDifference(rows.at(top, bottom), expected.narrow(2, top, bottom - top)),
                  kTolerance);
    }
}

}  // namespace
