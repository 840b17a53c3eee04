#include "engine/models/portrait_reader/body_points.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

#include "engine/api/reading.h"
#include "engine/models/portrait_reader/mesh_mirror.h"

namespace engine {
namespace {

constexpr int kSide = 200;
constexpr double kFace = 80, kBelow = 0.22 * kFace;
const ImagePoint kMiddle{100, 70}, kNeck{100, 150};

/// Clothes (or `part`) from the row that `top` tells of each column on, background above.
class Body {
public:
    explicit Body(const std::function<double(int)>& top, Part part = Part::Clothes)
        : labels_(static_cast<std::size_t>(kSide) * kSide, 0) {
        for (int x = 0; x < kSide; ++x) {
            for (int y = std::max(0, static_cast<int>(top(x))); y < kSide; ++y) set(x, y, part);
        }
    }
    void set(int x, int y, Part part) {
        labels_[static_cast<std::size_t>(y) * kSide + x] = static_cast<std::uint8_t>(part);
    }
    std::array<BodyPoint, 2> shoulders(const ImagePoint& neck = kNeck) const {
        return shouldersOf({labels_.data(), {kSide, kSide}}, face(), neck);
    }

private:
    /// A circle's worth of face: as wide as kFace by faceWidth().
    static std::vector<ImagePoint> face() {
        std::vector<ImagePoint> mesh(kMeshPoints, kMiddle);
        const double half = kFace / 2, high = 1.2 * half;
        mesh[0] = {kMiddle.x - half, kMiddle.y}, mesh[1] = {kMiddle.x + half, kMiddle.y};
        mesh[kForehead] = {kMiddle.x, kMiddle.y - high}, mesh[kChin] = {kMiddle.x, kMiddle.y + high};
        return mesh;
    }
    std::vector<std::uint8_t> labels_;
};

TEST(BodyPoints, ShouldersLieBesideTheNeckUnderTheBodysEdge) {
    const auto shoulders = Body([](int) { return 150; }).shoulders();
    for (const BodyPoint& shoulder : shoulders) {
        ASSERT_TRUE(shoulder.is_certain);
        EXPECT_NEAR(shoulder.at.y, 150 + kBelow, 0.5);
    }
    EXPECT_NEAR(shoulders[0].at.x, kNeck.x - 1.15 * kFace, 1);
    EXPECT_NEAR(shoulders[1].at.x, kNeck.x + 1.15 * kFace, 1);
}

TEST(BodyPoints, AShoulderBeyondTheBorderIsToldAtTheBorder) {
    const auto shoulders = Body([](int) { return 150; }).shoulders({130, 150});
    ASSERT_TRUE(shoulders[1].is_certain);
    EXPECT_NEAR(shoulders[1].at.x, 0.96 * kSide, 1);
    EXPECT_NEAR(shoulders[0].at.x, 130 - 1.15 * kFace, 1);
    // So near the border no shoulder can be: the network's guess stands.
    EXPECT_FALSE(Body([](int) { return 150; }).shoulders({160, 150})[1].is_certain);
}

TEST(BodyPoints, ARaisedShoulderIsSeenRaised) {
    const auto flat = Body([](int) { return 150; }).shoulders();
    const auto raised = Body([](int x) { return x > 120 ? 130 : 150; }).shoulders();
    EXPECT_NEAR(flat[1].at.y - raised[1].at.y, 20, 0.5);
    EXPECT_EQ(flat[0].at.y, raised[0].at.y);
}

TEST(BodyPoints, BareSkinIsBodyAndAFewStrandsOfHairAreNoGap) {
    Body body([](int) { return 150; }, Part::Skin);
    for (int x = 0; x < kSide; ++x) body.set(x, 170, Part::Hair), body.set(x, 171, Part::Hair);
    EXPECT_NEAR(body.shoulders()[0].at.y, 150 + kBelow, 0.5);
}

TEST(BodyPoints, AShoulderThatTheEdgeDoesNotTellIsNotCertain) {
    EXPECT_FALSE(Body([](int) { return kSide; }).shoulders()[0].is_certain);  // below the picture
    EXPECT_FALSE(Body([](int) { return 20; }).shoulders()[0].is_certain);     // a wall beside the face
}

}  // namespace
}  // namespace engine
