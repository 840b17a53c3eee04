#include "engine/pipelines/style/style_pipeline.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "engine/api/mailbox.h"
#include "engine/photo/local_darkroom.h"
#include "engine/photo/open.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/small_photos.h"
#include "tests/support/tiny_models.h"

namespace engine {
namespace {

using testing::maskOver;
using testing::readingOf;
using testing::smallPhoto;

constexpr Size kWhole{200, 160};
constexpr Rect kFace{60, 40, 80, 80};
constexpr Rect kAroundFace{40, 20, 120, 120};  ///< where hair is looked for

/// The tiny network sees hair, skin, lips and background, and nothing else, in every picture.
class StylePipelineTest : public ::testing::Test {
protected:
    StylePipelineTest() {
        test::writeTinyModels(folder_.path().string());
        auto net = StructureStyle::load(folder_.file("structure_style"), Compute{});
        if (!net) throw std::runtime_error(net.error().message);
        net_ = std::make_shared<const StructureStyle>(std::move(net).value());
        request_.photo = smallPhoto(kWhole);
        request_.regions = {{Part::Hair, StyleFrom::Variation, 3}};
    }

    StyleLook lookAt(const Photo& photo) { return StyleLook(net_, {photo, {}}, readingOf(kFace), 0); }

    Result<Change> run() {
        JobContext job(JobId{1}, stop_.get_token(), mailbox_);
        StyleLook look = lookAt(request_.photo);
        if (request_.donor.isNull()) return StylePipeline::run(request_, look, nullptr, job);
        const StyleLook donor = lookAt(request_.donor);
        return StylePipeline::run(request_, look, &donor, job);
    }
    Change changed() {
        Result<Change> change = run();
        EXPECT_TRUE(change) << change.error().message;
        return std::move(change).value();
    }
    Image pixelsWith(const Change& change) {
        return LocalDarkroom().flatten(request_.photo, std::vector<Layer>{{change}}, {});
    }
    void expectRefused(const std::string& word) {
        const Result<Change> change = run();
        ASSERT_FALSE(change);
        EXPECT_EQ(change.error().code, ErrorCode::InvalidRequest);
        EXPECT_NE(change.error().message.find(word), std::string::npos) << change.error().message;
    }

    TemporaryFolder folder_;
    std::shared_ptr<const StructureStyle> net_;
    StyleRequest request_;
    std::stop_source stop_;
    Mailbox mailbox_;
};

Photo redPhoto() {
    ImageBuilder picture(kWhole, 3, PixelType::U8);
    for (int y = 0; y < kWhole.height; ++y) {
        for (int x = 0; x < 3 * kWhole.width; ++x) picture.row<std::uint8_t>(y)[x] = x % 3 == 0 ? 200 : 40;
    }
    return photoOf(std::move(picture).finish());
}

bool sameBytes(const Image& a, const Image& b) {
    return a.byteCount() == b.byteCount() && std::memcmp(a.data(), b.data(), a.byteCount()) == 0;
}

/// Pixels outside `changed` that are not the same.
int changedBeyond(const Image& before, const Image& after, Rect changed) {
    const std::size_t pixel = before.byteCount() / static_cast<std::size_t>(before.size().area());
    int count = 0;
    for (int y = 0; y < before.height(); ++y) {
        for (int x = 0; x < before.width(); ++x) {
            const std::size_t at = (static_cast<std::size_t>(y) * before.width() + x) * pixel;
            count += changed.intersected({x, y, 1, 1}).isEmpty() &&
                     std::memcmp(before.data() + at, after.data() + at, pixel) != 0;
        }
    }
    return count;
}

TEST_F(StylePipelineTest, LipsChangeInTheFacesSquareAndHairInAWiderOne) {
    const Image before = request_.photo.image();
    const Image hair = pixelsWith(changed());
    EXPECT_GT(changedBeyond(before, hair, kFace), 0);
    EXPECT_EQ(changedBeyond(before, hair, kAroundFace), 0);
    request_.regions = {{Part::Lips, StyleFrom::Variation, 3}};
    const Image lips = pixelsWith(changed());
    EXPECT_FALSE(sameBytes(before, lips));
    EXPECT_EQ(changedBeyond(before, lips, kFace), 0);
}

TEST_F(StylePipelineTest, NoAmountAndNoAxesLeaveEveryByte) {
    request_.regions[0].amount = 0;
    EXPECT_TRUE(sameBytes(pixelsWith(changed()), request_.photo.image()));
    request_.regions = {{Part::Hair}, {Part::Skin}};
    EXPECT_TRUE(sameBytes(pixelsWith(changed()), request_.photo.image()));
    request_.regions.clear();
    EXPECT_TRUE(sameBytes(pixelsWith(changed()), request_.photo.image()));
}

TEST_F(StylePipelineTest, TheOwnFaceAsDonorLeavesEveryByte) {
    request_.donor = request_.photo;
    request_.regions = {{Part::Hair, StyleFrom::Donor}};
    EXPECT_TRUE(sameBytes(pixelsWith(changed()), request_.photo.image()));
}

TEST_F(StylePipelineTest, TheSameNumberIsTheSameLookAndAnotherIsNot) {
    const Image once = pixelsWith(changed()), again = pixelsWith(changed());
    EXPECT_TRUE(sameBytes(once, again));
    request_.regions[0].variation = 4;
    EXPECT_FALSE(sameBytes(once, pixelsWith(changed())));
}

TEST_F(StylePipelineTest, ADonorAndAnAxisChangePixels) {
    request_.donor = redPhoto();
    request_.regions = {{Part::Lips, StyleFrom::Donor}};
    EXPECT_FALSE(sameBytes(pixelsWith(changed()), request_.photo.image()));
    request_.donor = {};
    request_.regions = {{Part::Lips}};
    request_.regions[0].axes[static_cast<std::size_t>(StyleAxis::Saturation)] = -1;
    EXPECT_FALSE(sameBytes(pixelsWith(changed()), request_.photo.image()));
}

TEST_F(StylePipelineTest, AnAxisThatThePartDoesNotHaveChangesNothing) {
    request_.regions = {{Part::Hair}};
    request_.regions[0].axes[static_cast<std::size_t>(StyleAxis::Gloss)] = 1;
    EXPECT_TRUE(sameBytes(pixelsWith(changed()), request_.photo.image()));
}

TEST_F(StylePipelineTest, PixelsWhereThePaintedMaskIsBlackStay) {
    const Rect painted{70, 50, 60, 60};
    request_.mask = maskOver(kWhole, painted);
    const Image before = request_.photo.image(), after = pixelsWith(changed());
    EXPECT_FALSE(sameBytes(before, after));
    EXPECT_EQ(changedBeyond(before, after, painted), 0);
}

TEST_F(StylePipelineTest, AMaskThatIsEmptyWhereTheFaceIsIsRefused) {
    request_.mask = maskOver(kWhole, {});
    expectRefused("mask");
    request_.mask = maskOver(kWhole, {0, 0, 10, 10});
    expectRefused("mask");
}

TEST_F(StylePipelineTest, WhatTheFaceDoesNotShowIsSaid) {
    request_.regions = {{Part::Eyes, StyleFrom::Variation}};
    expectRefused("No eyes can be seen in this face");
}

TEST_F(StylePipelineTest, RegionsAreThoseThatAreThere) {
    const StyleRegions found = StylePipeline::regions(lookAt(request_.photo));
    EXPECT_EQ(found.region, kAroundFace);
    ASSERT_EQ(found.mattes.size(), 4u);
    for (const StyleRegions::Matte& matte : found.mattes) {
        EXPECT_FALSE(matte.alpha.isNull());
        EXPECT_TRUE(matte.part != Part::Eyes && matte.part != Part::Clothes);
    }
}

TEST_F(StylePipelineTest, ValuesOutOfRangeAreRefused) {
    const RegionStyle good = request_.regions[0];
    request_.regions = {good, good};
    expectRefused("at most once");
    request_.regions = {good};
    request_.regions[0].amount = 2.5f;
    expectRefused("amount");
    request_.regions[0].amount = std::numeric_limits<float>::quiet_NaN();
    expectRefused("amount");
    request_.regions = {good};
    request_.regions[0].spread = -0.1f;
    expectRefused("Spread");
    request_.regions = {good};
    request_.regions[0].axes[0] = std::numeric_limits<float>::quiet_NaN();
    expectRefused("-1 to 1");
    request_.regions = {{Part::Hair, StyleFrom::Donor}};
    expectRefused("take the style from");
}

TEST_F(StylePipelineTest, AFaceIsSeenAnewWhenWhatLiesOverThePhotoChanges) {
    const StyleLook look = lookAt(request_.photo);
    EXPECT_TRUE(look.isOf(*net_, request_.photo, {}, 0));
    EXPECT_FALSE(look.isOf(*net_, request_.photo, {}, 1));
    EXPECT_FALSE(look.isOf(*net_, smallPhoto(kWhole), {}, 0));
    const std::vector<Layer> layers = {{changed()}};
    EXPECT_FALSE(look.isOf(*net_, request_.photo, layers, 0));
}

TEST_F(StylePipelineTest, AViewSaysWhatItKnowsOfAnotherRegion) {
    const StyleLook look = lookAt(request_.photo);
    const StyleView& view = look.nearView();
    const int side = view.net().pictureSize();
    const StyleView::Maps same = view.over(view.region(), {side, side});
    EXPECT_LT((same.chances - view.seen().masks).abs().max().item<float>(), 1e-5);
    EXPECT_EQ(same.weight[0][0][side / 2][side / 2].item<float>(), 1);
    EXPECT_LT(same.weight[0][0][0][side / 2].item<float>(), 0.2);
    const Rect elsewhere{view.region().x + 2 * view.region().width, 0, 10, 10};
    EXPECT_EQ(view.over(elsewhere, {8, 8}).weight.max().item<float>(), 0);
}

TEST_F(StylePipelineTest, AStopEndsTheWork) {
    stop_.request_stop();
    EXPECT_THROW((void)run(), JobCancelled);
}

}  // namespace
}  // namespace engine
