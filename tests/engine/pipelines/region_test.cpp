#include "engine/pipelines/region.h"

#include <gtest/gtest.h>

#include "tests/engine/small_photos.h"

namespace engine {
namespace {

using testing::maskOver;
using testing::readingOf;

TEST(NetworkSize, IsTheShortSideWithTheRegionsAspectInSteps) {
    EXPECT_EQ(networkSize({0, 0, 500, 500}, 128), (Size{128, 128}));
    EXPECT_EQ(networkSize({0, 0, 750, 500}, 128), (Size{192, 128}));
    EXPECT_EQ(networkSize({0, 0, 500, 750}, 128), (Size{128, 192}));
    EXPECT_EQ(networkSize({7, 9, 520, 500}, 256), (Size{256, 256}));
}

TEST(NetworkSize, IsAtMostTwiceAsLongAsHigh) {
    EXPECT_EQ(networkSize({0, 0, 5000, 1}, 128), (Size{256, 128}));
    EXPECT_EQ(networkSize({0, 0, 1, 5000}, 256), (Size{256, 512}));
}

TEST(Region, AroundAMaskHasContextAndEndsAtThePhoto) {
    const Size photo{400, 300};
    const auto place = aroundMask(maskOver(photo, {100, 0, 40, 20}), nullptr, photo);
    ASSERT_TRUE(place);
    const int context = 40 * 35 / 100 + 16;
    EXPECT_EQ(place->region, (Rect{100 - context, 0, 40 + 2 * context, 20 + context}));
    EXPECT_EQ(place->mask.size(), photo);
}

TEST(Region, AroundAMaskTakesInTheFaceItTouches) {
    const Size photo{400, 300};
    const Reading touching = readingOf({110, 10, 200, 200}), elsewhere = readingOf({300, 200, 100, 100});
    const Image mask = maskOver(photo, {100, 5, 40, 20});
    EXPECT_EQ(aroundMask(mask, &touching, photo)->region.right(), 310);
    EXPECT_EQ(aroundMask(mask, &elsewhere, photo)->region, aroundMask(mask, nullptr, photo)->region);
}

TEST(Region, OfAnEmptyMaskIsNone) {
    EXPECT_FALSE(aroundMask(maskOver({40, 30}, {}), nullptr, {40, 30}));
}

TEST(Region, AroundAFaceFadesOutInsideThePhotoAndNotAtItsBorder) {
    const RegionOfInterest place = aroundFace(readingOf({0, 50, 200, 200}), {400, 300});
    EXPECT_EQ(place.region, (Rect{0, 50, 200, 200}));
    const Image& mask = place.mask;
    const int middle = mask.height() / 2;
    EXPECT_EQ(mask.row<std::uint8_t>(middle)[0], 255);
    EXPECT_EQ(mask.row<std::uint8_t>(middle)[mask.width() / 2], 255);
    EXPECT_EQ(mask.row<std::uint8_t>(middle)[mask.width() - 1], 0);
    EXPECT_EQ(mask.row<std::uint8_t>(0)[mask.width() / 2], 0);
}

TEST(Region, ThePersonIsNothingOutsideTheReading) {
    const Image person = personOver(readingOf({100, 100, 100, 100}), {0, 0, 200, 200}, {20, 20});
    EXPECT_EQ(person.row<float>(5)[5], 0);    // no reading there
    EXPECT_EQ(person.row<float>(15)[15], 1);  // middle of the reading
    EXPECT_EQ(person.row<float>(11)[11], 0);  // its corner
}

}  // namespace
}  // namespace engine
