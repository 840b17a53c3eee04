#include "ui/canvas/matte_drawing.h"

#include <gtest/gtest.h>

#include <QPainter>

#include "tests/ui/session/style_fixture.h"

namespace {

using test::columnsMatte;

TEST(MatteDrawing, KeepsItsPictureUntilSomethingChanges) {
    ui::MatteDrawing drawing;
    const engine::Image matte = columnsMatte(0, 16);
    const QRect window(0, 0, 100, 100);
    drawing.follow(matte, Qt::red, {-50, -50, 200, 200}, window);
    EXPECT_EQ(drawing.picture().size(), window.size()) << "no more than is seen";
    const auto key = drawing.picture().cacheKey();
    drawing.follow(matte, Qt::red, {-50, -50, 200, 200}, window);
    EXPECT_EQ(drawing.picture().cacheKey(), key);
    drawing.follow(matte, Qt::red, {-40, -50, 180, 200}, window);
    EXPECT_NE(drawing.picture().cacheKey(), key);
    drawing.follow(matte, Qt::red, {200, 0, 200, 200}, window);
    EXPECT_TRUE(drawing.picture().isNull()) << "out of sight";
    drawing.follow({}, Qt::red, {0, 0, 200, 200}, window);
    EXPECT_TRUE(drawing.picture().isNull());
}

TEST(MatteDrawing, IsNoLargerThanWhatTheMatteCovers) {
    ui::MatteDrawing drawing;
    const QRect window(0, 0, 400, 400);
    drawing.follow(columnsMatte(4, 8), Qt::red, {0, 0, 320, 320}, window);
    const QRect covered(drawing.topLeft(), drawing.picture().size());
    EXPECT_TRUE(covered.contains(QRect(80, 0, 80, 320)));
    EXPECT_LE(covered.width(), 120) << "a pixel of the matte more on both sides";
    drawing.follow(columnsMatte(4, 4), Qt::red, {0, 0, 320, 320}, window);
    EXPECT_TRUE(drawing.picture().isNull()) << "it covers nothing";
}

TEST(MatteDrawing, AViewThatIsMovedShowsTheSamePictureElsewhere) {
    ui::MatteDrawing drawing;
    const engine::Image matte = columnsMatte(4, 8);
    const QRect window(0, 0, 400, 400);
    drawing.follow(matte, Qt::red, {10.5, 10.25, 320, 320}, window);
    const auto key = drawing.picture().cacheKey();
    const QPoint before = drawing.topLeft();
    drawing.follow(matte, Qt::red, {17.5, 8.25, 320, 320}, window);
    EXPECT_EQ(drawing.picture().cacheKey(), key);
    EXPECT_EQ(drawing.topLeft(), before + QPoint(7, -2));
    drawing.follow(matte, Qt::red, {17.25, 8.25, 320, 320}, window);
    EXPECT_NE(drawing.picture().cacheKey(), key) << "not by whole pixels";
    const QSize size = drawing.picture().size();
    drawing.follow(matte, Qt::red, {17.25, 208.25, 320, 320}, window);
    EXPECT_LT(drawing.picture().height(), size.height()) << "a part has gone out of sight";
    drawing.follow(matte, Qt::red, {17.25, 8.25, 320, 320}, window);
    EXPECT_EQ(drawing.picture().size(), size) << "and has come back";
    EXPECT_GT(qAlpha(drawing.picture().pixel(size.width() / 2, size.height() - 5)), 200);
}

TEST(MatteDrawing, TheLineLiesWhereTheMatteCoversHalf) {
    ui::MatteDrawing drawing;
    drawing.follow(test::columnsMatte(4, 16), QColor(0, 0, 255, 100), {0, 0, 320, 320}, {0, 0, 320, 320});
    QImage shown({320, 320}, QImage::Format_ARGB32_Premultiplied);
    shown.fill(Qt::transparent);
    QPainter(&shown).drawImage(drawing.topLeft(), drawing.picture());
    EXPECT_EQ(qAlpha(shown.pixel(40, 160)), 0);
    EXPECT_NEAR(qAlpha(shown.pixel(200, 160)), 100, 2);
    int strongest = 0;
    for (int x = 1; x < 319; ++x) {
        if (qAlpha(shown.pixel(x, 160)) > qAlpha(shown.pixel(strongest, 160))) strongest = x;
    }
    EXPECT_NEAR(strongest, 80, 2) << "the edge of column 4";
    EXPECT_GT(qAlpha(shown.pixel(strongest, 160)), 200);
}

}  // namespace
