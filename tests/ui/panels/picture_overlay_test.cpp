#include "ui/panels/picture_overlay.h"

#include <gtest/gtest.h>

#include "tests/support/workbench.h"

namespace {

/// The bar over a picture that is shown pixel by pixel, with one face on top and another in the middle.
class PictureOverlayTest : public testing::Test {
protected:
    void SetUp() override {
        canvas.resize(1000, 700);
        canvas.show();
        bench.work.document.open(test::makePhoto({1000, 700}, 100, 80, 60), "portrait.png");
    }
    void showResult(engine::Request request, engine::Rect region) {
        bench.work.session.submit("any", std::move(request));
        bench.engine.finish(bench.submittedJob(), test::brighter(region));
        test::settle();
        engine::Reading reading = test::faceReading();
        reading.faces = {{{400, 0, 220, 200}, 0.9f}, {kSecond, 0.9f}};
        bench.engine.finish(bench.engine.last(), std::move(reading));
        test::settle();
    }
    bool isOffTheSecondFace() {
        const QRect second(kSecond.x, kSecond.y, kSecond.width, kSecond.height);
        return overlay.bar().isVisible() && !overlay.bar().geometry().intersects(second);
    }

    static constexpr engine::Rect kSecond{400, 400, 200, 300};
    test::Workbench bench;
    QWidget canvas;
    ui::PictureOverlay overlay{bench.work.session, &canvas, [](const engine::Rect& rect) {
                                   return QRect(rect.x, rect.y, rect.width, rect.height);
                               }};
};

TEST_F(PictureOverlayTest, TheBarKeepsOffTheFaceThatWasAskedFor) {
    engine::StyleRequest request;
    request.photo = bench.work.document.photo();
    request.face = 1;
    showResult(std::move(request), {0, 0, 1000, 700});
    EXPECT_TRUE(isOffTheSecondFace());
}

TEST_F(PictureOverlayTest, TheBarKeepsOffTheFaceThatTheResultCovers) {
    showResult(ui::shadowsRequest(bench.work.document, {}, {}), {350, 300, 300, 250});
    EXPECT_TRUE(isOffTheSecondFace());
}

TEST_F(PictureOverlayTest, WhereNoFaceIsCoveredItKeepsOffTheLargest) {
    showResult(ui::shadowsRequest(bench.work.document, {}, {}), {0, 0, 300, 690});
    EXPECT_FALSE(overlay.bar().geometry().intersects(QRect(400, 0, 220, 200)));
}

}  // namespace
