#include <gtest/gtest.h>

#include "engine/api/reading.h"
#include "engine/models/structure_style/structure_style_module.h"

namespace engine {
namespace {

constexpr int kSide = 64;

/// Left half hair, right half skin; nothing but colours and the pattern are painted.
class StructureStyleTest : public testing::Test {
protected:
    StructureStyleTest() {
        torch::manual_seed(3);
        net_ = StructureStyleModule(StructureStyleConfig{kSide, {8, 8, 8, 8}, {8, 8, 8}, 1, 4});
        masks_.select(1, static_cast<int>(Part::Hair)).narrow(2, 0, kSide / 2).fill_(1);
        masks_.select(1, static_cast<int>(Part::Skin)).narrow(2, kSide / 2, kSide / 2).fill_(1);
    }

    torch::Tensor picture(double low, double high) {
        return torch::rand({1, 3, kSide, kSide}) * (high - low) + low;
    }
    torch::Tensor painted(const torch::Tensor& of, const torch::Tensor& styles) {
        return net_->paint(net_->structureOf(of), net_->patternOf(of, masks_, net_->stylesOf(of, masks_)),
                           masks_, styles);
    }
    static double difference(const torch::Tensor& a, const torch::Tensor& b) {
        return (a - b).abs().max().item<double>();
    }

    torch::NoGradGuard no_gradients_;
    StructureStyleModule net_{nullptr};
    torch::Tensor masks_ = torch::zeros({1, kPartCount, kSide, kSide});
};

TEST_F(StructureStyleTest, TheOwnStyleGivesBackAPictureWithoutDetail) {
    const torch::Tensor plain = torch::full({1, 3, kSide, kSide}, 0.4);
    EXPECT_LT(difference(painted(plain, net_->stylesOf(plain, masks_)), plain), 1e-4);
}

TEST_F(StructureStyleTest, AnotherStyleGivesItsColoursToItsRegionAlone) {
    const torch::Tensor own = picture(0.2, 0.6), other = picture(0.4, 0.7);
    const torch::Tensor before = net_->stylesOf(own, masks_), donor = net_->stylesOf(other, masks_);
    torch::Tensor styles = before.clone();
    const int hair = static_cast<int>(Part::Hair);
    styles[0][hair].copy_(donor[0][hair]);
    const torch::Tensor now = painted(own, styles), same = painted(own, before);
    const torch::Tensor colours = net_->coloursOf(now, masks_);
    EXPECT_LT(difference(colours[0][hair].narrow(0, 0, 3), donor[0][hair].narrow(0, 0, 3)), 0.02);
    const auto right = [](const torch::Tensor& x) { return x.narrow(3, kSide / 2 + 2, kSide / 2 - 2); };
    EXPECT_EQ(difference(right(now), right(same)), 0);
    EXPECT_GT(difference(now, same), 0.1);
}

TEST_F(StructureStyleTest, NoChangeOfARegionsColoursReachesThePattern) {
    const torch::Tensor own = picture(0.2, 0.6);
    // The same light and shade in another colour, as GainField counts colours.
    const torch::Tensor tinted = (own + 0.02) * torch::tensor({1.3, 0.8, 0.6}).view({1, 3, 1, 1}) - 0.02;
    const auto pattern = [&](const torch::Tensor& of) {
        return net_->patternOf(of, masks_, net_->stylesOf(of, masks_));
    };
    EXPECT_LT(difference(pattern(own), pattern(tinted)), 1e-3);
    EXPECT_GT(pattern(own).abs().max().item<double>(), 1);
}

}  // namespace
}  // namespace engine
