#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "engine/api/change.h"
#include "engine/api/reading.h"
#include "engine/models/glasses/eye_band.h"
#include "engine/models/glasses/glasses_module.h"
#include "engine/models/glasses/glasses_remover.h"
#include "engine/models/glasses/glasses_worn.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/support/tiny_models.h"

namespace engine {
namespace {

std::vector<ImagePoint> eyesAt(ImagePoint right, ImagePoint left) {
    const ImagePoint middle{(right.x + left.x) / 2, (right.y + left.y) / 2};
    std::vector<ImagePoint> mesh(kMeshPoints, middle);
    mesh[33] = right;
    mesh[263] = left;
    return mesh;
}

TEST(EyeBand, IsAsLevelAsTheEyes) {
    const EyeBand band(eyesAt({100, 200}, {180, 260}));  // 100 apart, 3 : 4 : 5
    EXPECT_NEAR(band.width(), 230, 1e-6);
    EXPECT_NEAR(band.across.y / band.across.x, 0.75, 1e-9);
    const ImagePoint corner = band.at(0, 0), below = band.at(0, 1);
    EXPECT_NEAR(std::hypot(below.x - corner.x, below.y - corner.y), 115, 1e-6);
    EXPECT_LT(below.x, corner.x);  // the picture's right eye is the lower one
}

TEST(EyeBand, APlaceInsideIsFoundAgain) {
    const EyeBand band(eyesAt({100, 200}, {180, 260}));
    const ImagePoint inside = band.inside(band.at(0.3, 0.9));
    EXPECT_NEAR(inside.x, 0.3, 1e-9);
    EXPECT_NEAR(inside.y, 0.9, 1e-9);
}

TEST(EyeBand, ATurnedHeadHasNoSmallerGlasses) {
    auto mesh = eyesAt({150, 200}, {180, 200});
    mesh[168] = {165, 190};
    mesh[2] = {165, 250};
    EXPECT_GT(EyeBand(mesh).width(), 3 * EyeBand(eyesAt({150, 200}, {180, 200})).width() / 2);
}

class GlassesRemoverTest : public testing::Test {
protected:
    Result<GlassesRemover> remover(bool worn) {
        test::writeTinyGlasses(folder_.file("glasses"), worn);
        return GlassesRemover::load(folder_.file("glasses"), Compute{});
    }
    const at::Tensor band_ = at::full({1, 3, EyeBand::kHeight, EyeBand::kWidth}, 0.4);
    TemporaryFolder folder_;
};

TEST_F(GlassesRemoverTest, AnswersAtTheSizeOfTheBand) {
    const auto net = remover(true);
    ASSERT_TRUE(net) << net.error().message;
    const GlassesRemover::Answer answer = net.value().look(band_);
    EXPECT_EQ(answer.painted.sizes(), band_.sizes());
    EXPECT_EQ(answer.gain.sizes(), band_.sizes());
    EXPECT_EQ(answer.cover.sizes(), (at::IntArrayRef{1, 1, EyeBand::kHeight, EyeBand::kWidth}));
    EXPECT_EQ(answer.touched.sizes(), answer.cover.sizes());
    // All is hidden, so there is nothing around to begin with.
    EXPECT_NEAR(answer.painted.mean().item<double>(), 0.1, 1e-3);
    EXPECT_NEAR(GlassesRemover::takenOff(band_, answer).mean().item<double>(), 0.1, 1e-3);
    EXPECT_GT(hiddenShare(answer.cover).item<double>(), kWornShare);
}

TEST_F(GlassesRemoverTest, SeesNoneOnABareFace) {
    const auto net = remover(false);
    ASSERT_TRUE(net);
    EXPECT_EQ(hiddenShare(net.value().look(band_).cover).item<double>(), 0);
}

TEST_F(GlassesRemoverTest, RefusesSizesThatCannotBe) {
    ASSERT_TRUE(remover(true));
    std::ofstream(folder_.file("glasses") + "/config.json")
        << R"({"_class_name": "GlassesModel", "block_out_channels": [8, 8, 12, 8], "num_blocks": 1})";
    const auto net = GlassesRemover::load(folder_.file("glasses"), Compute{});
    ASSERT_FALSE(net);
    EXPECT_EQ(net.error().code, ErrorCode::ModelCorrupt);
}

TEST(UnshadedGain, MakesATintedLensAsBrightAsItIsBare) {
    constexpr double floor = GainField::kGainFloor;
    const at::Tensor band = at::full({1, 3, 32, 64}, 0.3), bare = at::full({1, 3, 32, 64}, 0.6),
                     one = at::ones({1, 1, 32, 64}), nothing = at::zeros({1, 1, 32, 64});
    const at::Tensor gain = unshadedGain(band, bare, nothing, one);
    EXPECT_NEAR(gain.mean().item<double>(), std::log((0.6 + floor) / (0.3 + floor)), 1e-4);
    EXPECT_EQ(unshadedGain(band, bare, nothing, nothing).abs().max().item<double>(), 0);
}

TEST(UnshadedGain, TakesNothingFromWhatIsHidden) {
    at::Tensor band = at::full({1, 3, 32, 64}, 0.5), cover = at::zeros({1, 1, 32, 64});
    const at::Tensor bare = band.clone(), touched = at::ones({1, 1, 32, 64});
    band.narrow(3, 30, 4).fill_(0.02);  // a black rim over skin that is lit as it should be
    cover.narrow(3, 30, 4).fill_(1);
    EXPECT_LT(unshadedGain(band, bare, cover, touched).abs().max().item<double>(), 0.01);
}

TEST(PaintedShare, PaintsFullyWhatIsProbablyHidden) {
    const auto shareOf = [](double cover) {
        return paintedShare(at::full({1, 1, 8, 8}, cover, at::kFloat))[0][0][4][4].item<double>();
    };
    EXPECT_EQ(shareOf(0.05), 0);
    EXPECT_NEAR(shareOf(0.3), 0.5, 1e-6);
    EXPECT_EQ(shareOf(0.5), 1);
}

TEST(PaintedShare, ReachesBeyondAnEdge) {
    at::Tensor cover = at::zeros({1, 1, 8, 8});
    cover.narrow(3, 0, 4).fill_(1);
    const at::Tensor share = paintedShare(cover)[0][0][4];
    EXPECT_EQ(share[4].item<double>(), 1);
    EXPECT_EQ(share[5].item<double>(), 0);
}

TEST(HidesEyes, DarkLensesDoAndEyesDoNot) {
    at::Tensor band = at::full({1, 3, EyeBand::kHeight, EyeBand::kWidth}, 0.6);
    EXPECT_FALSE(hidesEyes(band));
    band.narrow(2, 30, 40).narrow(3, 30, 140).fill_(0.1);
    EXPECT_TRUE(hidesEyes(band));
    band.narrow(2, 44, 10).narrow(3, 30, 140).fill_(0.5);  // a shaded eye socket, but something is to be seen
    EXPECT_FALSE(hidesEyes(band));
    // As dark as the cheeks is no sunglass: dark skin.
    EXPECT_FALSE(hidesEyes(at::full({1, 3, EyeBand::kHeight, EyeBand::kWidth}, 0.1)));
}

TEST(FilledFromAround, NothingOfWhatIsHiddenStays) {
    at::Tensor picture = at::full({1, 3, 32, 64}, 0.6), hidden = at::zeros({1, 1, 32, 64});
    picture.narrow(3, 20, 5).fill_(0);
    hidden.narrow(3, 20, 5).fill_(1);
    const at::Tensor filled = filledFromAround(picture, hidden);
    EXPECT_LT((filled - 0.6).abs().max().item<double>(), 1e-5);
}

}  // namespace
}  // namespace engine
