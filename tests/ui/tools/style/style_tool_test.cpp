#include "ui/tools/style/style_tool.h"

#include <gtest/gtest.h>

#include <QPainter>

#include "tests/ui/session/style_fixture.h"
#include "ui/canvas/view_transform.h"

namespace {

class StyleToolTest : public test::StyleTestBase {
protected:
    QImage drawn() const {
        QImage image(640, 480, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        tool.paintOverlay(painter, view);
        return image;
    }

    ui::StyleTool tool{bench.work.style, bench.work.style_overlay, bench.settings};
    ui::ViewTransform view{1, {0, 0}};
};

TEST_F(StyleToolTest, DrawsTheLitRegionWithItsOutlineAndNothingElse) {
    findRegions();
    EXPECT_TRUE(tool.overlayBounds(view)->isEmpty());
    EXPECT_EQ(qAlpha(drawn().pixel(365, 200)), 0);
    overlay.light(engine::Part::Hair);  // columns 8…13 of 16 over 200 … 440
    const QImage image = drawn();
    EXPECT_GT(qAlpha(image.pixel(365, 200)), 60);
    EXPECT_EQ(qAlpha(image.pixel(260, 200)), 0) << "skin";
    EXPECT_GT(qAlpha(image.pixel(320, 200)), qAlpha(image.pixel(365, 200)) + 60) << "the outline";
    const QRectF bounds = *tool.overlayBounds(view);
    EXPECT_TRUE(bounds.contains(QRectF(200, 80, 240, 240)));
    overlay.light(std::nullopt);
    EXPECT_EQ(qAlpha(drawn().pixel(365, 200)), 0);
}

TEST_F(StyleToolTest, StepsThroughWhatIsNotAppliedYet) {
    findRegions();
    EXPECT_FALSE(tool.canUndo());
    setAxis(engine::Part::Hair, engine::StyleAxis::Warmth, 0.5f);
    ASSERT_TRUE(tool.canUndo());
    tool.undo();
    EXPECT_FALSE(style.now().changes(engine::Part::Hair));
    ASSERT_TRUE(tool.canRedo());
    tool.redo();
    EXPECT_TRUE(style.now().changes(engine::Part::Hair));
    EXPECT_TRUE(tool.pansView());
}

}  // namespace
