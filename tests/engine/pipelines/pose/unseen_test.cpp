#include "engine/pipelines/pose/unseen.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

constexpr Rect kRegion{100, 50, 400, 300};
constexpr Size kCells{80, 60};
constexpr double kEye = 40;

/// A change under which `way` says, in pixels, how far place (x, y) lies from what is to be seen there.
template <typename Way>
Change movement(const Way& way) {
    auto offset = std::make_shared<std::vector<float>>();
    for (int y = 0; y < kCells.height; ++y) {
        for (int x = 0; x < kCells.width; ++x) {
            const ImagePoint by = way(kRegion.x + (x + 0.5) * kRegion.width / kCells.width,
                                      kRegion.y + (y + 0.5) * kRegion.height / kCells.height);
            offset->push_back(static_cast<float>(by.x / kRegion.width));
            offset->push_back(static_cast<float>(by.y / kRegion.height));
        }
    }
    ImageBuilder mask(kCells, 1, PixelType::U8);
    for (int y = 0; y < kCells.height; ++y) std::fill_n(mask.row<std::uint8_t>(y), kCells.width, 255);
    Change change;
    change.region = kRegion;
    change.warp = {kCells, std::move(offset)};
    change.mask = std::move(mask).finish();
    return change;
}

cv::Mat known(const Change& change, Rect photo = {0, 0, 600, 400}) {
    return knownShare(change, sourcesOf(change), photo, kEye);
}

double least(const cv::Mat& map) {
    double low = 0;
    cv::minMaxLoc(map, &low, nullptr);
    return low;
}

TEST(Unseen, WhatStaysIsKnown) {
    EXPECT_EQ(least(known(movement([](double, double) { return ImagePoint{0, 0}; }))), 1);
}

TEST(Unseen, AShiftWithinThePhotoIsKnownAndWhatComesInOverItsBorderIsNot) {
    const Change right = movement([](double, double) { return ImagePoint{-60, 0}; });
    EXPECT_NEAR(sourcesOf(right).at<cv::Vec2f>(3, 4)[0], -60, 1e-3);
    EXPECT_EQ(least(known(right)), 1);
    const cv::Mat cut = known(right, {100, 0, 500, 400});  // the photo begins where the region does
    const int border = 60 * kCells.width / kRegion.width;
    EXPECT_EQ(cut.at<float>(30, border - 2), 0);
    EXPECT_EQ(cut.at<float>(30, border + 2), 1);
}

TEST(Unseen, WhatIsDrawnOutFarIsNotKnown) {
    const auto drawnOut = [](double times) {
        return known(movement([times](double x, double) {
                         return ImagePoint{(x - 300) / times - (x - 300), 0};
                     }),
                     {-1000, -1000, 3000, 3000});
    };
    EXPECT_EQ(least(drawnOut(1.3)), 1);
    EXPECT_EQ(drawnOut(4).at<float>(30, 40), 0);
    EXPECT_EQ(least(drawnOut(0.4)), 1) << "nothing is missing from what is pressed together";
}

TEST(Unseen, WhereTheMaskLeavesThePhotoAloneNothingMoves) {
    Change change = movement([](double, double) { return ImagePoint{500, 500}; });
    change.mask = [] {
        ImageBuilder none(kCells, 1, PixelType::U8);
        for (int y = 0; y < kCells.height; ++y) std::fill_n(none.row<std::uint8_t>(y), kCells.width, 0);
        return std::move(none).finish();
    }();
    EXPECT_EQ(least(known(change)), 1);
}

}  // namespace
}  // namespace engine
