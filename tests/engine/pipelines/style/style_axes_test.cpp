#include "engine/pipelines/style/style_axes.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "engine/api/change.h"
#include "engine/models/portrait_reader/mesh_mirror.h"
#include "engine/pipelines/style/local_mean.h"
#include "engine/pipelines/style/oklab.h"

namespace engine {
namespace {

constexpr int kCells = 64;
constexpr Part kAllParts[] = {Part::Background, Part::Skin, Part::Hair, Part::Clothes,
                              Part::Brows,      Part::Eyes, Part::Lips, Part::Mouth};

StyleAxes along(StyleAxis axis, float value) {
    StyleAxes axes{};
    axes[static_cast<std::size_t>(axis)] = value;
    return axes;
}

at::Tensor colours() {
    at::manual_seed(3);
    return at::rand({1, 3, kCells, kCells});
}

/// 1 in the middle half, 0 elsewhere.
at::Tensor middle() {
    at::Tensor matte = at::zeros({1, 1, kCells, kCells});
    matte.slice(2, kCells / 4, 3 * kCells / 4).slice(3, kCells / 4, 3 * kCells / 4).fill_(1);
    return matte;
}

at::Tensor everywhere() {
    return at::ones({1, 1, kCells, kCells});
}

at::Tensor applied(const at::Tensor& picture, const at::Tensor& gains) {
    return (picture + GainField::kGainFloor) * at::exp(gains) - GainField::kGainFloor;
}

double most(const at::Tensor& x) {
    return x.abs().max().item<double>();
}

TEST(Oklab, GivesTheColoursItWasGiven) {
    const at::Tensor picture = colours();
    EXPECT_LT(most(fromOklab(toOklab(picture)) - picture), 1e-4);
}

TEST(Oklab, SaysWhatItsAuthorSays) {
    // Ottosson 2020: XYZ (0.950, 1.000, 1.089), the white of D65, is (1, 0, 0); sRGB's red has this colour.
    const at::Tensor two = at::tensor({1.0f, 1.0f, 1.0f, 0.0f, 1.0f, 0.0f}).view({1, 3, 1, 2});
    const Oklab found = toOklab(two);
    EXPECT_NEAR(found.lightness[0][0][0][0].item<double>(), 1, 1e-4);
    EXPECT_NEAR(found.a[0][0][0][0].item<double>(), 0, 1e-4);
    EXPECT_NEAR(found.b[0][0][0][0].item<double>(), 0, 1e-4);
    EXPECT_NEAR(found.lightness[0][0][0][1].item<double>(), 0.62796, 1e-4);
    EXPECT_NEAR(found.a[0][0][0][1].item<double>(), 0.22486, 1e-4);
    EXPECT_NEAR(found.b[0][0][0][1].item<double>(), 0.12585, 1e-4);
}

TEST(Oklab, AColourBeyondSrgbKeepsLightnessAndHue) {
    const at::Tensor one = at::ones({1, 1, 1, 1});
    const Oklab asked{0.6 * one, 0.3 * one, 0.15 * one};
    const Oklab held = toOklab(fromOklab(asked));
    EXPECT_NEAR(held.lightness.item<double>(), 0.6, 2e-3);
    EXPECT_NEAR(held.b.item<double>() / held.a.item<double>(), 0.5, 1e-2);
    EXPECT_LT(held.a.item<double>(), 0.3);
}

TEST(LocalMean, OfWhatIsTheSameEverywhereItIsThat) {
    const at::Tensor map = at::full({1, 2, kCells, kCells}, 0.3);
    for (const double sigma : {1.0, 6.0, 20.0})
        EXPECT_LT(most(localMean(map, everywhere(), sigma) - map), 2e-3) << sigma;
}

TEST(LocalMean, LeavesOutWhatDoesNotCount) {
    const at::Tensor map = at::where(middle().gt(0.5), at::full({}, 0.3), at::full({}, 9.0));
    const at::Tensor mean = localMean(map, middle(), 3);
    EXPECT_LT(most((mean - 0.3) * middle()), 2e-3);
}

TEST(StyleAxes, AtZeroChangeNothingAtAll) {
    for (const Part part : kAllParts)
        EXPECT_EQ(most(axisGains(part, StyleAxes{}, colours(), middle(), middle())), 0);
}

TEST(StyleAxes, OfOtherPartsCountAsZero) {
    EXPECT_EQ(most(axisGains(Part::Hair, along(StyleAxis::Gloss, 1), colours(), middle(), {})), 0);
    EXPECT_EQ(most(axisGains(Part::Skin, along(StyleAxis::Colour, -1), colours(), middle(), {})), 0);
}

TEST(StyleAxes, ChangeNothingFarFromTheRegion) {
    const at::Tensor gains = axisGains(Part::Hair, along(StyleAxis::Lightness, 1), colours(), middle(), {});
    EXPECT_EQ(most(gains.slice(2, 0, 4)), 0);
    EXPECT_GT(most(gains), 0.1);
}

TEST(StyleAxes, ChangeNothingWhereThereIsNoRegion) {
    const at::Tensor nowhere = at::zeros({1, 1, kCells, kCells});
    EXPECT_EQ(most(axisGains(Part::Lips, along(StyleAxis::Colour, 1), colours(), nowhere, {})), 0);
}

TEST(StyleAxes, GoOnBeyondTheBorderAsInside) {
    const at::Tensor plain = at::full({1, 3, kCells, kCells}, 0.4);
    const at::Tensor gains = axisGains(Part::Hair, along(StyleAxis::Lightness, 1), plain, middle(), {});
    const double inside = gains[0][0][kCells / 2][kCells / 2].item<double>();
    EXPECT_NEAR(gains[0][0][kCells / 2][kCells / 4 - 3].item<double>(), inside, 0.05 * inside);
}

TEST(StyleAxes, StayFiniteAndLimitedOnEveryColour) {
    at::Tensor picture = colours();
    picture.slice(2, 0, 8).fill_(0);
    picture.slice(2, 8, 16).fill_(1);
    picture.slice(2, 16, 24).zero_().select(1, 0).fill_(1);
    picture.slice(2, 24, 32).zero_().select(1, 2).fill_(1);
    for (const Part part : kAllParts) {
        for (const StyleAxis axis : axesOf(part)) {
            for (const float value : {-1.0f, 1.0f}) {
                const at::Tensor gains =
                    axisGains(part, along(axis, value), picture, everywhere(), everywhere());
                EXPECT_TRUE(gains.isfinite().all().item<bool>());
                EXPECT_LE(most(gains), 1.61);
                const at::Tensor made = applied(picture, gains);
                EXPECT_GE(made.min().item<double>(), -1e-3);
                EXPECT_LE(made.max().item<double>(), 1 + 1e-3);
            }
        }
    }
}

TEST(StyleAxes, EachOneDoesSomething) {
    // Lips, eyes and teeth as they look: coloured, with something bright and something dark.
    at::Tensor picture = 0.1 * colours();
    picture.select(1, 0) += 0.55;
    picture.select(1, 1) += 0.45;
    picture.select(1, 2) += 0.40;
    picture.slice(3, 30, 36) += 0.25;
    at::Tensor iris = at::zeros({1, 1, kCells, kCells});
    iris.slice(2, 20, 40).slice(3, 20, 28).fill_(1);
    for (const Part part : kAllParts) {
        for (const StyleAxis axis : axesOf(part)) {
            for (const float value : {-1.0f, 1.0f}) {
                EXPECT_GT(most(axisGains(part, along(axis, value), picture, middle(), iris)), 0.03)
                    << "part " << static_cast<int>(part) << " axis " << static_cast<int>(axis);
            }
        }
    }
}

TEST(StyleAxes, WithoutSaturationHairAndClothesAreGrey) {
    const auto colourOf = [](Part part, const at::Tensor& picture) {
        const at::Tensor made =
            applied(picture, axisGains(part, along(StyleAxis::Saturation, -1), picture, everywhere(), {}));
        return most(std::get<0>(made.max(1)) - std::get<0>(made.min(1)));
    };
    EXPECT_LT(colourOf(Part::Clothes, 0.2 + 0.6 * colours()), 0.5 / 255);
    EXPECT_LT(colourOf(Part::Hair, 0.2 + 0.2 * colours()), 0.5 / 255);
}

TEST(StyleAxes, OfHairLeaveSkinThatTheMatteTookForHair) {
    at::Tensor picture = at::full({1, 3, kCells, kCells}, 0.2);
    at::Tensor forehead = picture.slice(2, kCells / 4, kCells / 4 + 4);
    forehead.select(1, 0).fill_(0.85);
    forehead.select(1, 1).fill_(0.68);
    forehead.select(1, 2).fill_(0.58);
    const at::Tensor gains =
        axisGains(Part::Hair, along(StyleAxis::Lightness, 1), picture, middle(), {}) * middle();
    EXPECT_EQ(most(gains.slice(2, kCells / 4, kCells / 4 + 4)), 0);
    EXPECT_GT(most(gains), 0.3);
}

TEST(StyleAxes, MoreLightnessIsLighterEverywhere) {
    const at::Tensor picture = 0.02 + 0.93 * colours();
    for (const Part part : {Part::Hair, Part::Skin, Part::Lips, Part::Eyes}) {
        at::Tensor before;
        for (const float value : {-1.0f, -0.5f, 0.0f, 0.5f, 1.0f}) {
            const at::Tensor now =
                toOklab(applied(picture, axisGains(part, along(StyleAxis::Lightness, value), picture,
                                                   everywhere(), {})))
                    .lightness;
            if (before.defined()) {
                EXPECT_GT((now - before).min().item<double>(), -1e-3);
                EXPECT_GT((now - before).mean().item<double>(), 0.01);
            }
            before = now;
        }
    }
}

TEST(StyleAxes, AnotherIrisColourLeavesWhatIsNoIris) {
    at::Tensor iris = at::zeros({1, 1, kCells, kCells});
    iris.slice(2, 28, 36).slice(3, 28, 36).fill_(1);
    const at::Tensor picture = 0.3 + 0.2 * colours();
    const at::Tensor gains = axisGains(Part::Eyes, along(StyleAxis::Colour, 1), picture, middle(), iris);
    EXPECT_LT(most(gains * middle() * (1 - iris)), 1e-3);
    EXPECT_GT(most(gains * iris), 0.05);
    EXPECT_LT(most(axisGains(Part::Eyes, along(StyleAxis::Colour, 1), picture, middle(), {})), 1e-3);
}

TEST(StyleAxes, SkinWithoutRednessIsMoreEvenlyRed) {
    at::Tensor picture = at::full({1, 3, kCells, kCells}, 0.5);
    picture.select(1, 0).fill_(0.75);
    picture.select(1, 1).fill_(0.58);
    picture.slice(2, 24, 36).slice(3, 24, 36).select(1, 0).fill_(0.82);
    picture.slice(2, 24, 36).slice(3, 24, 36).select(1, 1).fill_(0.50);
    const auto spread = [&](const at::Tensor& x) { return toOklab(x).a.std().item<double>(); };
    const at::Tensor calm = axisGains(Part::Skin, along(StyleAxis::Redness, -1), picture, everywhere(), {});
    const at::Tensor even = axisGains(Part::Skin, along(StyleAxis::Evenness, 1), picture, everywhere(), {});
    EXPECT_LT(spread(applied(picture, calm)), 0.6 * spread(picture));
    EXPECT_LT(spread(applied(picture, even)), spread(picture));
}

TEST(IrisMask, IsADiscAtEachIris) {
    std::vector<ImagePoint> mesh(kMeshPoints, ImagePoint{0, 0});
    const auto put = [&](int centre, double x, double y) {
        const ImagePoint around[] = {{x, y}, {x + 10, y}, {x, y - 10}, {x - 10, y}, {x, y + 10}};
        for (int i = 0; i < 5; ++i) mesh[static_cast<std::size_t>(centre + i)] = around[i];
    };
    put(kRightIris, 160, 200);
    put(kLeftIris, 240, 200);
    const at::Tensor mask = irisMask(mesh, {100, 100, 200, 200}, {100, 100});  // half a cell for a pixel
    EXPECT_EQ(mask[0][0][50][30].item<double>(), 1);
    EXPECT_EQ(mask[0][0][50][70].item<double>(), 1);
    EXPECT_EQ(mask[0][0][50][50].item<double>(), 0);
    EXPECT_NEAR(mask.sum().item<double>(), 2 * 3.14159 * 25, 30);
    EXPECT_EQ(most(irisMask({}, {0, 0, 10, 10}, {8, 8})), 0);
}

}  // namespace
}  // namespace engine
