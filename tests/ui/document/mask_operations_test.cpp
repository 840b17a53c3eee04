#include "ui/document/mask_operations.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace {

using namespace ui;

QImage filled(int width, int height, int value) {
    QImage mask(width, height, QImage::Format_Grayscale8);
    mask.fill(value);
    return mask;
}

QImage withRect(int width, int height, const QRect& rect, int value = 255) {
    QImage mask = filled(width, height, 0);
    for (int y = rect.top(); y <= rect.bottom(); ++y)
        std::fill_n(mask.scanLine(y) + rect.left(), rect.width(), value);
    return mask;
}

int value(const QImage& mask, int x, int y) {
    return mask.constScanLine(y)[x];
}

double sum(const QImage& mask) {
    double total = 0;
    for (int y = 0; y < mask.height(); ++y)
        total += std::accumulate(mask.constScanLine(y), mask.constScanLine(y) + mask.width(), 0.0);
    return total;
}

TEST(MaskOperations, InvertingTwiceIsNothing) {
    const QImage mask = withRect(301, 173, {20, 30, 100, 50}, 77);
    EXPECT_EQ(value(invertMask(mask), 25, 35), 178);
    EXPECT_EQ(value(invertMask(mask), 0, 0), 255);
    EXPECT_EQ(invertMask(invertMask(mask)), mask);
}

TEST(MaskOperations, FeatherKeepsEvenMasks) {
    EXPECT_EQ(featherMask(filled(200, 150, 255), 20), filled(200, 150, 255));
    EXPECT_EQ(featherMask(filled(200, 150, 131), 20), filled(200, 150, 131));
}

TEST(MaskOperations, FeatherOfAStraightEdgeIsAGaussianStep) {
    constexpr double kRadius = 24;
    const QImage soft = featherMask(withRect(400, 200, {200, 0, 200, 200}), kRadius);
    for (int x = 150; x < 250; ++x) {
        const double from_edge = x + 0.5 - 200;
        const double expected = 127.5 * (1 + std::erf(from_edge / (kRadius / 2 * std::sqrt(2.0))));
        EXPECT_NEAR(value(soft, x, 100), expected, 3) << x;
    }
    EXPECT_EQ(value(soft, 0, 100), 0);
    EXPECT_EQ(value(soft, 399, 100), 255);
}

TEST(MaskOperations, FeatherMovesPaintButAddsNone) {
    const QImage mask = withRect(300, 300, {120, 130, 40, 30});
    EXPECT_NEAR(sum(featherMask(mask, 20)) / sum(mask), 1.0, 0.01);
}

TEST(MaskOperations, GrowAndShrinkMoveStraightEdgesByTheirRadius) {
    const QImage mask = withRect(300, 200, {100, 80, 60, 40}, 200);
    const QImage grown = growMask(mask, 11);
    EXPECT_EQ(value(grown, 89, 100), 200);
    EXPECT_EQ(value(grown, 88, 100), 0);
    EXPECT_EQ(value(grown, 170, 100), 200);
    EXPECT_EQ(value(grown, 171, 100), 0);
    EXPECT_EQ(value(grown, 130, 69), 200);
    EXPECT_EQ(value(grown, 130, 68), 0);
    const QImage shrunk = shrinkMask(mask, 7);
    EXPECT_EQ(value(shrunk, 106, 100), 0);
    EXPECT_EQ(value(shrunk, 107, 100), 200);
}

TEST(MaskOperations, APointGrowsToAnOctagonWithinEightPercentOfACircle) {
    constexpr int kRadius = 29;
    QImage mask = filled(121, 121, 0);
    mask.scanLine(60)[60] = 255;
    const QImage grown = growMask(mask, kRadius);
    for (int y = 0; y < 121; ++y) {
        for (int x = 0; x < 121; ++x) {
            const double distance = std::hypot(x - 60, y - 60);
            if (distance <= kRadius - 1) {
                EXPECT_EQ(value(grown, x, y), 255) << x << ' ' << y;
            }
            if (distance > kRadius * 1.083 + 1) {
                EXPECT_EQ(value(grown, x, y), 0) << x << ' ' << y;
            }
        }
    }
}

TEST(MaskOperations, ShrinkingDoesNotEatFromThePhotosEdge) {
    EXPECT_EQ(shrinkMask(filled(100, 90, 255), 10), filled(100, 90, 255));
    const QImage shrunk = shrinkMask(withRect(100, 100, {0, 0, 50, 100}), 10);
    EXPECT_EQ(value(shrunk, 0, 0), 255);
    EXPECT_EQ(value(shrunk, 39, 50), 255);
    EXPECT_EQ(value(shrunk, 40, 50), 0);
}

TEST(MaskOperations, APartIsStretchedOverItsRegionAlone) {
    engine::ImageBuilder part({2, 1}, 1, engine::PixelType::U8);
    part.row<std::uint8_t>(0)[0] = 0;
    part.row<std::uint8_t>(0)[1] = 200;
    const QImage mask = maskFromPart(std::move(part).finish(), {40, 30, 100, 60}, {300, 200});
    ASSERT_EQ(mask.size(), QSize(300, 200));
    EXPECT_EQ(value(mask, 139, 50), 200);
    EXPECT_EQ(value(mask, 140, 50), 0);
    EXPECT_EQ(value(mask, 139, 90), 0);
    EXPECT_EQ(value(mask, 41, 50), 0);
    EXPECT_NEAR(value(mask, 89, 50), 99, 1);  // half way between the two pixels' middles
}

TEST(MaskOperations, APartMayReachBeyondThePhoto) {
    engine::ImageBuilder part({4, 4}, 1, engine::PixelType::U8);
    for (int y = 0; y < 4; ++y) std::fill_n(part.row<std::uint8_t>(y), 4, std::uint8_t(255));
    const QImage mask = maskFromPart(std::move(part).finish(), {-50, -50, 100, 100}, {80, 80});
    EXPECT_EQ(value(mask, 0, 0), 255);
    EXPECT_EQ(value(mask, 49, 49), 255);
    EXPECT_EQ(value(mask, 50, 10), 0);
}

TEST(MaskOperations, CombiningAddsAndSubtracts) {
    const QImage left = withRect(200, 100, {0, 0, 100, 100});
    const QImage right = withRect(200, 100, {50, 0, 100, 100});
    const QImage both = combineMasks(left, right, Combine::Add);
    EXPECT_EQ(both, withRect(200, 100, {0, 0, 150, 100}));
    EXPECT_EQ(combineMasks(left, right, Combine::Subtract), withRect(200, 100, {0, 0, 50, 100}));
    EXPECT_EQ(combineMasks(QImage(), right, Combine::Add), right);
    EXPECT_EQ(combineMasks(left, QImage(), Combine::Subtract), left);
    EXPECT_EQ(value(combineMasks(filled(10, 10, 128), filled(10, 10, 128), Combine::Add), 5, 5), 192);
    EXPECT_EQ(value(combineMasks(filled(10, 10, 128), filled(10, 10, 128), Combine::Subtract), 5, 5), 64);
}

TEST(MaskOperations, AGradientFallsEvenlyBetweenItsEnds) {
    const QImage mask = gradientOnMask(QImage(), {300, 100}, {50, 0}, {250, 0}, Combine::Add);
    EXPECT_EQ(value(mask, 0, 50), 255);
    EXPECT_EQ(value(mask, 299, 50), 0);
    for (int x = 50; x < 250; ++x) EXPECT_NEAR(value(mask, x, 70), 255.0 * (250 - x - 0.5) / 200, 1) << x;
}

TEST(MaskOperations, AGradientCanTakeAway) {
    const QImage mask =
        gradientOnMask(filled(100, 100, 255), {100, 100}, {0, 0}, {0, 100}, Combine::Subtract);
    EXPECT_NEAR(value(mask, 30, 0), 1, 1);
    EXPECT_NEAR(value(mask, 30, 50), 128, 2);
    EXPECT_NEAR(value(mask, 30, 99), 254, 1);
}

TEST(MaskOperations, APolygonCoversPixelsByTheirArea) {
    QImage mask = filled(40, 40, 0);
    const QRect changed = fillPolygon(mask, {{10.5, 10.25}, {20, 10.25}, {20, 20}, {10.5, 20}}, Combine::Add);
    EXPECT_TRUE(changed.contains(QRect(10, 10, 10, 10)));
    EXPECT_EQ(value(mask, 15, 15), 255);
    EXPECT_NEAR(value(mask, 10, 15), 128, 1);  // half covered
    EXPECT_NEAR(value(mask, 15, 10), 191, 1);  // three quarters
    EXPECT_EQ(value(mask, 20, 15), 0);
    EXPECT_EQ(value(mask, 9, 15), 0);
}

TEST(MaskOperations, ATriangleHasItsArea) {
    QImage mask = filled(200, 200, 0);
    fillPolygon(mask, {{20, 20}, {180, 60}, {70, 170}}, Combine::Add);
    const double area = 0.5 * std::abs((180.0 - 20) * (170 - 20) - (70.0 - 20) * (60 - 20));
    EXPECT_NEAR(sum(mask) / 255 / area, 1.0, 0.002);
}

TEST(MaskOperations, TheDirectionOfAPolygonDoesNotMatter) {
    QPolygonF outline({{20, 20}, {180, 60}, {70, 170}});
    QImage one = filled(200, 200, 0);
    fillPolygon(one, outline, Combine::Add);
    std::reverse(outline.begin(), outline.end());
    QImage other = filled(200, 200, 0);
    fillPolygon(other, outline, Combine::Add);
    EXPECT_EQ(one, other);
}

TEST(MaskOperations, APolygonBeyondThePhotoFillsWhatIsInside) {
    QImage mask = filled(50, 50, 0);
    fillPolygon(mask, {{-500, -300}, {900, -300}, {900, 900}, {-500, 900}}, Combine::Add);
    EXPECT_EQ(mask, filled(50, 50, 255));
    fillPolygon(mask, {{-100, -100}, {25, -100}, {25, 900}, {-100, 900}}, Combine::Subtract);
    EXPECT_EQ(mask, withRect(50, 50, {25, 0, 25, 50}));
}

TEST(MaskOperations, ASlantedEdgeThatLeavesThePhotoKeepsItsCoverage) {
    QImage inside = filled(120, 40, 0);
    fillPolygon(inside, {{0, 3}, {120, 7}, {120, 40}, {0, 40}}, Combine::Add);
    QImage beyond = filled(120, 40, 0);  // the same edge, drawn from far outside on both sides
    fillPolygon(beyond, {{-300, -7}, {420, 17}, {420, 90}, {-300, 90}}, Combine::Add);
    for (int y = 0; y < 40; ++y) {
        for (int x = 0; x < 120; ++x)
            EXPECT_NEAR(value(inside, x, y), value(beyond, x, y), 1) << x << ' ' << y;
    }
}

}  // namespace
