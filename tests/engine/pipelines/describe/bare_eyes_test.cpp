#include "engine/pipelines/describe/bare_eyes.h"

#include <algorithm>

#include "engine/pipelines/describe/describe_pipeline.h"
#include "tests/engine/pipelines/light_pipeline_test.h"

namespace engine {
namespace {

using testing::expectInvalid;
using testing::kPhoto;
using testing::loaded;
using testing::maskOver;
using testing::readingOf;

/// A small face whose eyes lie level in the middle of the photo: its band is 32 wide and 16 high about
/// (50, 34.8).
Reading faceThatMayWearGlasses() {
    Reading reading = readingOf({30, 20, 40, 40});
    reading.mesh.assign(kMeshPoints, {50, 34});
    for (const int corner : {33, 133}) reading.mesh[corner] = {43, 34};
    for (const int corner : {362, 263}) reading.mesh[corner] = {57, 34};
    return reading;
}

/// How much of the photo gives way to a change's paint at one of its pixels.
float coverAt(const Change& change, int x, int y) {
    const Size size = change.paint.size;
    const int column = (x - change.region.x) * size.width / change.region.width,
              row = (y - change.region.y) * size.height / change.region.height;
    return (*change.paint.rgba)[4 * (static_cast<std::size_t>(row) * size.width + column) + 3];
}

class BareEyesTest : public testing::LightPipelineTest<DescribeRequest> {
protected:
    BareEyesTest() {
        request_.prompt = "no glasses";
        request_.steps = 2;
    }
    GlassesRemover remover(bool worn) {
        test::writeTinyGlasses(models_ + "/glasses", worn);
        return loaded(GlassesRemover::load(models_ + "/glasses", Compute{}));
    }
    Result<Change> run(const Reading* reading, bool worn = true) {
        const GlassesRemover glasses = remover(worn);
        return runOn(DescribePipeline(net_, expressions_, nullptr, &glasses), reading);
    }

    const std::string models_ = [this] {
        test::writeTinyModels(folder_.path().string());
        return folder_.path().string();
    }();
    DescribeNet net_ = loaded(DescribeNet::load(models_ + "/describe", Compute{}));
    Expressions expressions_ = loaded(Expressions::load(models_ + "/expressions"));
    const Reading face_ = faceThatMayWearGlasses();
};

TEST_F(BareEyesTest, PaintsTheBandAndNothingElse) {
    const auto change = run(&face_);
    ASSERT_TRUE(change) << change.error().message;
    ASSERT_TRUE(change.value().paint.rgba);
    EXPECT_NEAR(coverAt(change.value(), 50, 35), 1, 1e-3);
    EXPECT_NEAR(coverAt(change.value(), 42, 31), 1, 1e-3);
    const Rect region = change.value().region;
    for (int y = region.y; y < region.bottom(); ++y) {
        for (int x = region.x; x < region.right(); ++x) {
            if (x < 33 || x > 67 || y < 26 || y > 44)
                ASSERT_EQ(coverAt(change.value(), x, y), 0) << x << ' ' << y;
        }
    }
    EXPECT_FALSE(change.value().mask.isNull());
}

TEST_F(BareEyesTest, StrengthZeroChangesNothing) {
    request_.strength = 0;
    const auto change = run(&face_);
    ASSERT_TRUE(change);
    const auto& rgba = *change.value().paint.rgba;
    for (std::size_t i = 3; i < rgba.size(); i += 4) ASSERT_EQ(rgba[i], 0);
    testing::expectNoChange(change);
}

TEST_F(BareEyesTest, NeedsAFaceAndGlassesOnIt) {
    expectInvalid(run(nullptr), "taken off a face");
    const auto none = run(&face_, false);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::NothingFound);
}

TEST_F(BareEyesTest, WhatIsPaintedOverIsTakenForGlasses) {
    request_.mask = maskOver(kPhoto, {34, 28, 32, 14});
    const auto change = run(&face_, false);
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_TRUE(change.value().mask.sharesPixelsWith(request_.mask));
}

TEST_F(BareEyesTest, GlassesAndAColourAreOneChange) {
    request_.prompt = "no glasses, blond hair";
    const auto change = run(&face_);
    ASSERT_TRUE(change) << change.error().message;
    EXPECT_TRUE(change.value().paint.rgba);
    const auto& gains = *change.value().field.log_gain;
    EXPECT_TRUE(std::any_of(gains.begin(), gains.end(), [](float g) { return g != 0; }));
}

TEST_F(BareEyesTest, TheMaskThatIsFoundIsTheBand) {
    const GlassesRemover glasses = remover(true);
    DescribeMaskRequest request;
    request.photo = request_.photo;
    request.prompt = request_.prompt;
    JobContext job(JobId{1}, stop_.get_token(), mailbox_);
    const auto found = DescribePipeline(net_, expressions_, nullptr, &glasses).find(request, &face_, job);
    ASSERT_TRUE(found) << found.error().message;
    const Image& mask = found.value().mask;
    const Rect region = found.value().region;
    const auto at = [&](int x, int y) {
        const int column = (x - region.x) * mask.width() / region.width;
        return mask.row<std::uint8_t>((y - region.y) * mask.height() / region.height)[column];
    };
    EXPECT_GT(at(50, 35), 200);
    EXPECT_EQ(at(50, 55), 0);
}

TEST_F(BareEyesTest, WithoutTheNetworkOneSentenceSaysSo) {
    const auto change = runOn(DescribePipeline(net_, expressions_, nullptr), &face_);
    ASSERT_FALSE(change);
    EXPECT_EQ(change.error().code, ErrorCode::ModelMissing);
}

}  // namespace
}  // namespace engine
