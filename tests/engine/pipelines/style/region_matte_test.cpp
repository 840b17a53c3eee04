#include "engine/pipelines/style/region_matte.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"
#include "engine/photo/open.h"
#include "tests/engine/small_photos.h"

namespace engine {
namespace {

constexpr int kNetSide = 256;

/// Left of column `edge` dark, from it on light; some noise on both.
Photo halves(Size size, int edge) {
    ImageBuilder image(size, 3, PixelType::U8);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            for (int c = 0; c < 3; ++c)
                image.row<std::uint8_t>(y)[3 * x + c] =
                    static_cast<std::uint8_t>((x < edge ? 60 : 190) + (x * 7 + y * 13 + c * 5) % 9);
        }
    }
    return photoOf(std::move(image).finish());
}

at::Tensor seen(const Photo& photo, Rect region) {
    return toTensor(networkView(photo, {}, region, {kNetSide, kNetSide}));
}

/// The chance that a cell lies to the right of a soft border: `middle` in cells, `width` from 0 to 1.
at::Tensor softBorder(double middle, double width) {
    const at::Tensor x = at::arange(kNetSide) + 0.5;
    return ((x - middle) / width + 0.5).clamp(0, 1).view({1, 1, 1, -1}).expand({1, 1, kNetSide, -1});
}

std::vector<Image> made(const at::Tensor& maps, const Photo& photo, Rect region, int most_side) {
    return fineMattes(maps, seen(photo, region), photo, {}, region, most_side, [] {});
}

TEST(FineMattes, AMapThatIsTheSameEverywhereStaysSo) {
    const Photo photo = testing::smallPhoto({300, 200});
    const Rect region = wholeOf(photo.size());
    const at::Tensor all = at::ones({1, 1, kNetSide, kNetSide});
    const std::vector<Image> mattes = made(at::cat({all, 0 * all}, 1), photo, region, 2048);
    ASSERT_EQ(mattes.size(), 2u);
    for (std::size_t i = 0; i < mattes[0].byteCount(); ++i) {
        ASSERT_EQ(mattes[0].row<std::uint8_t>(0)[i], 255);
        ASSERT_EQ(mattes[1].row<std::uint8_t>(0)[i], 0);
    }
}

TEST(FineMattes, ASoftBorderLandsOnThePhotosEdge) {
    const int edge = 517;  // of the photo: no multiple of a cell's four pixels
    const Photo photo = halves({1024, 1024}, edge);
    const Image matte = made(softBorder(edge / 4.0 + 1.0, 5), photo, wholeOf(photo.size()), 2048).front();
    ASSERT_EQ(matte.size(), photo.size());
    for (const int y : {100, 511, 900}) {
        const auto* row = matte.row<std::uint8_t>(y);
        EXPECT_LT(row[edge - 2], 128) << y;
        EXPECT_GT(row[edge + 1], 128) << y;
        EXPECT_EQ(row[edge - 80], 0) << y;
        EXPECT_EQ(row[edge + 80], 255) << y;
    }
}

TEST(FineMattes, CoverARegionThatIsLargerThanTheMask) {
    // 1000 photo pixels on 600 of the mask: strips begin between the photo's rows.
    const int edge = 500;
    const Photo photo = halves({1000, 1000}, edge);
    const Image matte = made(softBorder(kNetSide / 2.0, 4), photo, wholeOf(photo.size()), 600).front();
    ASSERT_EQ(matte.size(), (Size{600, 600}));
    for (int y = 0; y < 600; ++y) {
        ASSERT_LT(matte.row<std::uint8_t>(y)[298], 128) << y;
        ASSERT_GT(matte.row<std::uint8_t>(y)[301], 128) << y;
    }
}

TEST(FineMattes, HaveNoSeamsBetweenStrips) {
    // A border that lies across, so that every strip sees it move on by the same amount.
    const Photo photo = testing::smallPhoto({700, 900});
    const Rect region = wholeOf(photo.size());
    const at::Tensor ramp = softBorder(kNetSide / 2.0, 200).transpose(2, 3).contiguous();
    const at::Tensor flat = at::full({1, 3, kNetSide, kNetSide}, 0.5);
    const Image matte = fineMattes(ramp, flat, photo, {}, region, 850, [] {}).front();
    for (int y = 1; y < matte.height(); ++y) {
        const int step = matte.row<std::uint8_t>(y)[300] - matte.row<std::uint8_t>(y - 1)[300];
        ASSERT_GE(step, 0) << y;
        ASSERT_LE(step, 2) << y;
    }
}

TEST(FineMattes, StopBetweenStrips) {
    struct Stopped {};
    const Photo photo = halves({64, 600}, 30);
    const Rect region = wholeOf(photo.size());
    int asked = 0;
    EXPECT_THROW(fineMattes(softBorder(100, 5), seen(photo, region), photo, {}, region, 2048,
                            [&] {
                                if (++asked == 3) throw Stopped();
                            }),
                 Stopped);
    EXPECT_EQ(asked, 3);
}

}  // namespace
}  // namespace engine
