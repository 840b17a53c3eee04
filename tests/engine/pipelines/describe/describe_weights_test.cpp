#include <gtest/gtest.h>

#include <cmath>

#include "engine/photo/network_view.h"
#include "tests/engine/pipelines/starter_weights.h"

// What the shipped weights do to two portraits: floors that a worse training run would miss.

namespace engine {
namespace {

class DescribeWeights : public testing::StarterWeights {
protected:
    DescribeWeights() {
        glasses_ = opened(PENUMBRA_SOURCE_DIR "/tests/fixtures/portraits/glasses.jpg");
        bare_ = opened(PENUMBRA_SOURCE_DIR "/resources/sample/portrait.jpg");
    }

    Result<Change> described(const Photo& photo, const std::string& prompt, std::vector<Layer> layers = {}) {
        DescribeRequest request;
        request.photo = photo;
        request.layers = std::move(layers);
        request.prompt = prompt;
        const JobId job = engine_.submit(Request(std::move(request)));
        for (const Event& event : listener_.untilEnd(job)) {
            if (const auto* finished = std::get_if<Finished>(&event); finished && finished->job == job)
                return std::get<Change>(finished->outcome);
            if (const auto* failed = std::get_if<Failed>(&event); failed && failed->job == job)
                return failed->error;
        }
        return Error{ErrorCode::Internal, "The job ended without an answer."};
    }
    /// Mean brightness, 0…1, of a rectangle.
    static double brightness(const Photo& photo, const std::vector<Layer>& layers, Rect rect) {
        const Image view = networkView(photo, layers, rect, rect.size());
        double sum = 0;
        for (int y = 0; y < view.height(); ++y) {
            const float* row = view.row<float>(y);
            for (int i = 0; i < 3 * view.width(); ++i) sum += row[i];
        }
        return sum / (3.0 * rect.size().area());
    }
    /// Mean difference of neighbours in a rectangle: how sharp it is.
    static double detail(const Photo& photo, const std::vector<Layer>& layers, Rect rect) {
        const Image view = networkView(photo, layers, rect, rect.size());
        double sum = 0;
        for (int y = 0; y < view.height(); ++y) {
            const float* row = view.row<float>(y);
            for (int i = 3; i < 3 * view.width(); ++i) sum += std::abs(row[i] - row[i - 3]);
        }
        return sum;
    }

    Photo glasses_, bare_;
};

TEST_F(DescribeWeights, GlassesAreTakenOffAndNotFoundASecondTime) {
    const auto change = described(glasses_, "no glasses");
    ASSERT_TRUE(change) << change.error().message;
    const std::vector<Layer> without{{change.value()}};
    const Rect rim{130, 184, 35, 2};  // dark, over skin
    EXPECT_LT(brightness(glasses_, {}, rim), 0.45);
    EXPECT_GT(brightness(glasses_, without, rim), 0.55);
    const auto again = described(glasses_, "no glasses", without);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::NothingFound);
}

TEST_F(DescribeWeights, OnlyWhereGlassesAreAnythingChanges) {
    const auto change = described(glasses_, "眼鏡なし");
    ASSERT_TRUE(change) << change.error().message;
    const Image before = glasses_.image(), after = darkroom_.flatten(glasses_, {{{change.value()}}}, {});
    int changed = 0;
    for (int y = 0; y < before.height(); ++y) {
        const std::uint8_t *a = before.row<std::uint8_t>(y), *b = after.row<std::uint8_t>(y);
        for (int x = 0; x < before.width(); ++x) {
            const bool is_other = !std::equal(a + 3 * x, a + 3 * x + 3, b + 3 * x);
            changed += is_other;
            if (y < 120 || y > 280) ASSERT_FALSE(is_other) << x << ' ' << y;
        }
    }
    EXPECT_LT(changed, before.size().area() / 10);
}

TEST_F(DescribeWeights, NobodyWearsGlassesInTheSample) {
    const auto change = described(bare_, "no glasses");
    ASSERT_FALSE(change);
    EXPECT_EQ(change.error().code, ErrorCode::NothingFound);
}

TEST_F(DescribeWeights, ABackgroundLosesItsFocusAndTheFaceDoesNot) {
    const auto change = described(glasses_, "softer background");
    ASSERT_TRUE(change) << change.error().message;
    const std::vector<Layer> soft{{change.value()}};
    const Rect ground{10, 100, 70, 160}, face{150, 180, 110, 90};
    EXPECT_LT(detail(glasses_, soft, ground), 0.7 * detail(glasses_, {}, ground));
    EXPECT_NEAR(detail(glasses_, soft, face) / detail(glasses_, {}, face), 1, 0.01);
}

}  // namespace
}  // namespace engine
