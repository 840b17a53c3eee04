#include "ui/canvas/viewport.h"

#include <gtest/gtest.h>

namespace {

using engine::ImagePoint;
using ui::Viewport;

Viewport makeViewport(double pixel_ratio = 1.0) {
    Viewport viewport;
    viewport.setView({800, 600}, pixel_ratio);
    viewport.setPhoto({6000, 4000});
    return viewport;
}

TEST(Viewport, ThereAndBackIsTheSamePlace) {
    Viewport viewport = makeViewport(1.5);
    viewport.zoomAt({321, 123}, 0.77);
    const ui::ViewTransform view = viewport.transform();
    const ImagePoint place{1234.5, 678.25};
    const ImagePoint back = view.toImage(view.toView(place));
    EXPECT_NEAR(back.x, place.x, 1e-9);
    EXPECT_NEAR(back.y, place.y, 1e-9);
}

TEST(Viewport, FitShowsTheWholePhotoInTheMiddle) {
    const ui::ViewTransform view = makeViewport().transform();
    const QRectF shown = view.toView(engine::Rect{0, 0, 6000, 4000});
    EXPECT_TRUE(QRectF(0, 0, 800, 600).contains(shown));
    EXPECT_NEAR(shown.center().x(), 400, 0.6);
    EXPECT_NEAR(shown.center().y(), 300, 0.6);
    EXPECT_NEAR(shown.width(), 800 - 32, 1);
}

TEST(Viewport, ZoomKeepsThePointUnderTheCursor) {
    Viewport viewport = makeViewport(2.0);
    const QPointF cursor(500, 250);
    const ImagePoint before = viewport.transform().toImage(cursor);
    for (const double zoom : {0.3, 1.0, 7.0, 2.0}) {
        viewport.zoomAt(cursor, zoom);
        const ImagePoint now = viewport.transform().toImage(cursor);
        EXPECT_NEAR(now.x, before.x, 1e-6) << zoom;
        EXPECT_NEAR(now.y, before.y, 1e-6) << zoom;
    }
}

TEST(Viewport, OneIsOneScreenPixelAtEveryPixelRatio) {
    Viewport viewport = makeViewport(2.0);
    viewport.zoomAt({400, 300}, 1.0);
    EXPECT_DOUBLE_EQ(viewport.transform().zoom(), 0.5);
    EXPECT_DOUBLE_EQ(viewport.deviceTransform().zoom(), 1.0);
}

TEST(Viewport, ZoomStaysWithinItsLimits) {
    Viewport viewport = makeViewport();
    viewport.zoomAt({0, 0}, 1000);
    EXPECT_DOUBLE_EQ(viewport.zoom(), 32.0);
    viewport.zoomAt({0, 0}, 0);
    EXPECT_DOUBLE_EQ(viewport.zoom(), 0.01);
}

TEST(Viewport, SomeOfThePhotoAlwaysStaysInView) {
    Viewport viewport = makeViewport();
    for (const QPointF far : {QPointF(1e6, 1e6), QPointF(-2e6, -2e6)}) {
        viewport.panBy(far);
        const QRectF shown = viewport.transform().toView(engine::Rect{0, 0, 6000, 4000});
        EXPECT_TRUE(shown.intersects(QRectF(0, 0, 800, 600)));
    }
}

TEST(Viewport, AFittedPhotoFollowsTheWindowAndAZoomedOneKeepsItsMiddle) {
    Viewport viewport = makeViewport();
    const double fitted = viewport.zoom();
    viewport.setView({400, 300}, 1.0);
    EXPECT_LT(viewport.zoom(), fitted);
    viewport.zoomAt({200, 150}, 1.0);
    const ImagePoint middle = viewport.transform().toImage({200, 150});
    viewport.setView({1000, 700}, 1.0);
    EXPECT_DOUBLE_EQ(viewport.zoom(), 1.0);
    EXPECT_NEAR(viewport.transform().toImage({500, 350}).x, middle.x, 1e-6);
}

TEST(Viewport, StepsLeadUpAndDownThroughRoundZooms) {
    Viewport viewport = makeViewport();
    viewport.zoomAt({400, 300}, 0.9);
    EXPECT_DOUBLE_EQ(viewport.nextZoom(true), 1.0);
    EXPECT_DOUBLE_EQ(viewport.nextZoom(false), 0.667);
    viewport.zoomAt({400, 300}, 1.0);
    EXPECT_DOUBLE_EQ(viewport.nextZoom(true), 1.5);
    EXPECT_DOUBLE_EQ(viewport.nextZoom(false), 0.667);
    viewport.zoomAt({400, 300}, 32.0);
    EXPECT_DOUBLE_EQ(viewport.nextZoom(true), 32.0);
}

}  // namespace
