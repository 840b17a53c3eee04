#include "ui/tools/shadows/shadows_panel.h"

#include <gtest/gtest.h>

#include <QLabel>

#include "tests/support/workbench.h"

namespace {

class ShadowsPanelTest : public testing::Test {
protected:
    void SetUp() override {
        bench.openPhoto();
        bench.work.session.read();
        ASSERT_TRUE(QTest::qWaitFor([this] { return !bench.engine.submitted.empty(); }));
    }
    void readFaces(std::vector<engine::Face> faces) {
        engine::Reading reading = test::faceReading();
        reading.faces = std::move(faces);
        bench.engine.start(bench.engine.submitted.back().job);
        bench.engine.finish(bench.engine.submitted.back().job, std::move(reading));
        test::settle();
    }
    bool says(const QString& words) {
        const auto labels = panel.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel* label) { return label->text().contains(words); });
    }

    test::Workbench bench;
    ui::ShadowsPanel panel{bench.work.session, bench.work.mask};
};

TEST_F(ShadowsPanelTest, SaysWhichOfSeveralFacesIsMeant) {
    EXPECT_TRUE(says("found automatically"));
    readFaces({{{8, 8, 20, 20}, 0.9f}, {{30, 8, 16, 16}, 0.9f}, {{50, 30, 10, 10}, 0.9f}});
    EXPECT_TRUE(says("the largest of 3 faces"));
}

TEST_F(ShadowsPanelTest, RunsWithTheMaskAsItIsNow) {
    bench.work.document.mutableMask().scanLine(3)[5] = 200;
    bench.work.document.maskPainted({5, 3, 1, 1});
    panel.run();
    const auto* asked = std::get_if<engine::ShadowsRequest>(&bench.engine.submitted.back().request);
    ASSERT_TRUE(asked);
    ASSERT_FALSE(asked->mask.isNull());
    EXPECT_EQ(asked->mask.row<std::uint8_t>(3)[5], 200);
}

TEST_F(ShadowsPanelTest, SmallFacesInTheBackgroundAreNotMeant) {
    readFaces({{{8, 8, 20, 20}, 0.9f}, {{50, 30, 6, 6}, 0.9f}});
    EXPECT_TRUE(says("found automatically"));
}

}  // namespace
