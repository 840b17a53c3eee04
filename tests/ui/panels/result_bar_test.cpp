#include "ui/panels/result_bar.h"

#include <gtest/gtest.h>

namespace {

constexpr QSize kBar(200, 40);
constexpr QRect kCanvas(0, 0, 1000, 700);

TEST(ResultBarPlace, IsUnderTheRegionWhereThereIsRoom) {
    const QRect region(300, 200, 300, 300);
    const QRect place = ui::placeBeside(kBar, kCanvas, region, {});
    EXPECT_GT(place.top(), region.bottom());
    EXPECT_TRUE(kCanvas.contains(place));
    EXPECT_NEAR(place.center().x(), region.center().x(), 1);
}

TEST(ResultBarPlace, IsAboveARegionThatReachesTheBottom) {
    const QRect region(300, 300, 300, 390);
    EXPECT_LT(ui::placeBeside(kBar, kCanvas, region, {}).bottom(), region.top());
}

TEST(ResultBarPlace, SlidesAlongTheEdgeToStayInside) {
    for (const QRect region : {QRect(0, 100, 40, 40), QRect(960, 100, 40, 40), QRect(-500, 100, 600, 40)}) {
        EXPECT_TRUE(kCanvas.contains(ui::placeBeside(kBar, kCanvas, region, {})));
    }
}

TEST(ResultBarPlace, NeverCoversAFaceThatLeavesRoom) {
    // The region is the whole canvas: only corners and edges are left.
    for (const QRect face : {QRect(300, 100, 400, 500), QRect(100, 400, 800, 300), QRect(0, 0, 1000, 600)}) {
        const QRect place = ui::placeBeside(kBar, kCanvas, kCanvas, face);
        EXPECT_TRUE(kCanvas.contains(place));
        EXPECT_FALSE(place.intersects(face)) << place.x() << " " << place.y();
    }
}

TEST(ResultBarPlace, StaysInsideTheCanvasWhenTheFaceFillsIt) {
    EXPECT_TRUE(kCanvas.contains(ui::placeBeside(kBar, kCanvas, kCanvas, kCanvas)));
}

}  // namespace
