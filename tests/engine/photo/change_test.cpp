#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/photo/fast_exp.h"
#include "engine/photo/local_darkroom.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::bytesOf;
using testing::colourfulPicture;
using testing::evenLayer;
using testing::expectChangedFrom;
using testing::flat;
using testing::photoWith;
using testing::picture;
using testing::valueAt;
using testing::wanderingLayer;

constexpr Size kSize{700, 150};

Image maskOf(Size size, const std::function<float(int, int)>& value, PixelType type = PixelType::U8) {
    return picture(size, 1, type, [&](int x, int y, int) { return value(x, y); });
}

float brightened(float x, float log_gain) {
    return (x + 0.02f) * std::exp(log_gain) - 0.02f;
}

TEST(FastExp, IsAccurateAndExactlyOneAtZero) {
    EXPECT_EQ(fastExp(0.0f), 1.0f);
    for (float x = -20; x < 20; x += 0.0137f) {
        EXPECT_NEAR(fastExp(x) / std::exp(static_cast<double>(x)), 1.0, 5e-7) << x;
    }
}

TEST(Change, FollowsTheFormula) {
    for (const PixelType type : {PixelType::U8, PixelType::U16, PixelType::F32}) {
        const Photo photo = photoWith(colourfulPicture(kSize, 3, type));
        const Image result = flat(photo, {evenLayer(wholeOf(kSize), 0.2f, -0.3f, 0.1f)});
        const float step = type == PixelType::U8    ? 0.501f / 255
                           : type == PixelType::U16 ? 0.51f / 65535
                                                    : 1e-6f;
        const float gains[3] = {0.2f, -0.3f, 0.1f};
        for (int x = 0; x < kSize.width; x += 13) {
            for (int c = 0; c < 3; ++c) {
                const float wanted = brightened(valueAt(photo.image(), x, 77, c), gains[c]);
                EXPECT_NEAR(valueAt(result, x, 77, c),
                            type == PixelType::F32 ? wanted : std::min(1.0f, wanted), step);
            }
        }
    }
}

TEST(Change, BlendsByMaskAndOpacity) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::F32));
    Layer layer = evenLayer(wholeOf(kSize), 0.3f, 0.3f, 0.3f);
    layer.opacity = 0.5f;
    layer.change.mask = maskOf(
        kSize, [](int, int) { return 0.4f; }, PixelType::U16);
    const float x = valueAt(photo.image(), 100, 60, 1);
    EXPECT_NEAR(valueAt(flat(photo, {layer}), 100, 60, 1), x + 0.2f * (brightened(x, 0.3f) - x), 1e-5);
}

TEST(Change, LayersLieOnEachOther) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::F32));
    Layer half = evenLayer(wholeOf(kSize), 0.4f, 0.4f, 0.4f);
    half.opacity = 0.5f;
    const Image result = flat(photo, {half, evenLayer(wholeOf(kSize), -0.2f, -0.2f, -0.2f)});
    const float x = valueAt(photo.image(), 33, 44, 2);
    const float first = x + 0.5f * (brightened(x, 0.4f) - x);
    EXPECT_NEAR(valueAt(result, 33, 44, 2), brightened(first, -0.2f), 1e-5);
}

TEST(Change, LeavesPixelsOutsideTheMaskBitForBit) {
    for (const IccProfile& profile : {IccProfile(), testing::displayP3()}) {
        for (const PixelType type : {PixelType::U8, PixelType::U16, PixelType::F32}) {
            const Image image = type == PixelType::F32
                                    ? picture(
                                          kSize, 3, type,
                                          [](int x, int y, int c) {
                                              return x % 5 == 0 ? -0.0f : 1.3f * std::sin(0.1f * x + y + c);
                                          },
                                          profile)
                                    : colourfulPicture(kSize, 3, type, profile);
            const Photo photo = photoWith(image);
            Layer layer = wanderingLayer(wholeOf(kSize), {9, 7});
            layer.change.mask = maskOf(kSize, [](int x, int) { return x < 300 ? 0.0f : (x - 300) / 400.0f; });
            const Image result = flat(photo, {layer});
            expectChangedFrom(300, image, result);
        }
    }
}

TEST(Change, LeavesPixelsOutsideTheRegionBitForBit) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::U8));
    const Rect region{100, 30, 50, 40};
    const Image result = flat(photo, {evenLayer(region, 0.5f, 0.5f, 0.5f)});
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const bool inside = x >= 100 && x < 150 && y >= 30 && y < 70;
            EXPECT_EQ(valueAt(result, x, y, 0) != valueAt(photo.image(), x, y, 0), inside) << x << " " << y;
        }
    }
}

TEST(Change, AGainOfZeroChangesNothingInAnyProfile) {
    for (const IccProfile& profile : {IccProfile(), testing::displayP3(), testing::adobeRgb()}) {
        const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::F32, profile));
        EXPECT_EQ(bytesOf(flat(photo, {evenLayer(wholeOf(kSize), 0, 0, 0)})), bytesOf(photo.image()));
    }
}

TEST(Change, WorksOnWhatAWidePhotoLooksLikeInSrgb) {
    // A neutral grey is the same number in P3 and sRGB, so it changes alike; a saturated colour does not.
    const auto shade = [](int x, int, int c) { return x < 350 ? 0.4f : c == 0 ? 0.7f : 0.1f; };
    const Photo plain = photoWith(picture(kSize, 3, PixelType::F32, shade));
    const Photo wide = photoWith(picture(kSize, 3, PixelType::F32, shade, testing::displayP3()));
    const std::vector<Layer> layers{evenLayer(wholeOf(kSize), 0.5f, 0.5f, 0.5f)};
    const Image plain_result = flat(plain, layers);
    const Image wide_result = flat(wide, layers);
    EXPECT_EQ(*wide_result.profile(), *wide.image().profile());
    EXPECT_NEAR(valueAt(wide_result, 10, 10, 1), valueAt(plain_result, 10, 10, 1), 1e-3);
    EXPECT_GT(std::abs(valueAt(wide_result, 500, 10, 1) - valueAt(plain_result, 500, 10, 1)), 0.005f);
}

TEST(Change, GreyPhotosTakeTheMeanGainAndKeepTheirAlpha) {
    const Photo photo = photoWith(colourfulPicture(kSize, 2, PixelType::F32));
    const Image result = flat(photo, {evenLayer(wholeOf(kSize), 0.1f, 0.2f, 0.6f)});
    ASSERT_EQ(result.channels(), 2);
    EXPECT_NEAR(valueAt(result, 50, 50, 0), brightened(valueAt(photo.image(), 50, 50, 0), 0.3f), 1e-5);
    EXPECT_EQ(valueAt(result, 50, 50, 1), valueAt(photo.image(), 50, 50, 1));
}

TEST(Change, KeepsAlphaOfColourPhotos) {
    const Photo photo = photoWith(colourfulPicture(kSize, 4, PixelType::U16));
    const Image result = flat(photo, {evenLayer(wholeOf(kSize), 0.4f, 0.4f, 0.4f)});
    EXPECT_EQ(valueAt(result, 600, 140, 3), valueAt(photo.image(), 600, 140, 3));
    EXPECT_NE(valueAt(result, 600, 140, 2), valueAt(photo.image(), 600, 140, 2));
}

TEST(Change, StretchesAFieldByCubicInterpolation) {
    // Catmull-Rom passes through its samples and follows straight lines: both can be checked in closed form.
    std::vector<float> gains;
    for (int y = 0; y < 4; ++y) {
        for (int x = 0; x < 10; ++x) gains.insert(gains.end(), 3, 0.05f * x + 0.02f * y);
    }
    const Size size{100, 40};
    const Photo photo = photoWith(picture(size, 3, PixelType::F32, [](int, int, int) { return 0.3f; }));
    Layer layer{{wholeOf(size), {{10, 4}, std::make_shared<const std::vector<float>>(gains)}, {}}, 1.0f};
    const Image result = flat(photo, {layer});
    for (int x = 20; x < 80; ++x) {
        const float gain = 0.05f * ((x + 0.5f) / 10 - 0.5f) + 0.02f * ((20 + 0.5f) / 10 - 0.5f);
        EXPECT_NEAR(valueAt(result, x, 20, 0), brightened(0.3f, gain), 1e-5);
    }
}

TEST(Change, StretchesASmallMaskOverTheRegion) {
    const Size size{400, 200};
    const Photo photo = photoWith(picture(size, 3, PixelType::F32, [](int, int, int) { return 0.3f; }));
    const Rect region{100, 50, 200, 100};
    Layer layer = evenLayer(region, 0.5f, 0.5f, 0.5f);
    layer.change.mask = maskOf({20, 10}, [](int x, int) { return x < 10 ? 0.0f : 1.0f; });
    const Image result = flat(photo, {layer});
    EXPECT_EQ(valueAt(result, 194, 100, 0), 0.3f);
    EXPECT_NEAR(valueAt(result, 206, 100, 0), brightened(0.3f, 0.5f), 1e-5);
    EXPECT_EQ(valueAt(result, 320, 100, 0), 0.3f);
}

TEST(Change, IncompleteOrMeaninglessLayersChangeNothing) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::U8));
    Layer short_field = evenLayer(wholeOf(kSize), 1, 1, 1);
    short_field.change.field.size = {50, 50};
    Layer no_field = short_field;
    no_field.change.field.log_gain = nullptr;
    Layer outside = evenLayer({5000, 5000, 10, 10}, 1, 1, 1);
    Layer transparent = evenLayer(wholeOf(kSize), 1, 1, 1);
    transparent.opacity = 0;
    Layer no_number = evenLayer(wholeOf(kSize), 1, 1, 1);
    no_number.change.field.log_gain =
        std::make_shared<const std::vector<float>>(12, std::numeric_limits<float>::quiet_NaN());
    const Image result = flat(photo, {short_field, no_field, outside, transparent, no_number});
    EXPECT_EQ(bytesOf(result), bytesOf(photo.image()));
}

TEST(Change, ARequestedStopLeavesTheRestUnchanged) {
    const Photo photo = photoWith(colourfulPicture(kSize, 3, PixelType::U8));
    std::stop_source stop;
    stop.request_stop();
    const std::vector<Layer> layers{evenLayer(wholeOf(kSize), 0.5f, 0.5f, 0.5f)};
    EXPECT_EQ(bytesOf(LocalDarkroom().flatten(photo, layers, stop.get_token())), bytesOf(photo.image()));
}

}  // namespace
}  // namespace engine
