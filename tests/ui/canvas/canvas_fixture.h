#pragma once

#include <gtest/gtest.h>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QTest>
#include <memory>

#include "tests/support/fake_darkroom.h"
#include "tests/support/fake_engine.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/tool.h"
#include "ui/document/document.h"
#include "ui/session/edit_session.h"
#include "ui/session/engine_client.h"

namespace test {

/// Runs the event loop until `done` says so; false when it never does.
template <typename Done>
bool waitUntil(Done done) {
    QElapsedTimer clock;
    clock.start();
    while (!done()) {
        constexpr int kHopeless = 20'000;  // ms: only a test that fails waits so long
        if (clock.elapsed() > kHopeless) return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    }
    return true;
}

/// A tool's event in photo pixels.
inline ui::PointerEvent at(double x, double y, Qt::KeyboardModifiers modifiers = Qt::NoModifier,
                           double pressure = 1.0) {
    ui::PointerEvent pointer;
    pointer.at = {x, y};
    pointer.modifiers = modifiers;
    pointer.pressure = pressure;
    return pointer;
}

/// A document with its session and a scripted engine, without a window.
class SessionTest : public testing::Test {
protected:
    void open(engine::Size size, int grey = 100) {
        document.open(makePhoto(size, grey, grey, grey), "photo.png");
    }
    int maskAt(int x, int y) const { return document.hasMask() ? document.mask().constScanLine(y)[x] : 0; }

    ui::Document document;
    FakeDarkroom darkroom;
    FakeEngine fake_engine;
    ui::EngineClient client{fake_engine};
    ui::EditSession session{document, client, darkroom};
};

/// The same with a canvas of 400 × 300 on an offscreen window.
class CanvasTest : public SessionTest {
protected:
    void SetUp() override {
        view = std::make_unique<ui::CanvasView>(document, darkroom);
        view->resize(400, 300);
        view->show();
        settle();
    }

    void show(engine::Photo photo) {
        bool painted = false;
        const auto heard =
            QObject::connect(view.get(), &ui::CanvasView::firstPictureShown, [&] { painted = true; });
        document.open(std::move(photo), "photo.png");
        ASSERT_TRUE(waitUntil([&] { return painted; }));
        QObject::disconnect(heard);
    }

    QImage picture() {
        settle();
        return view->grab().toImage().convertToFormat(QImage::Format_RGB32);
    }
    /// The colour shown at a place of the photo.
    QColor shownAt(double x, double y) {
        const QPointF place = view->view().toView(engine::ImagePoint{x, y});
        return picture().pixelColor(int(place.x()), int(place.y()));
    }
    bool becomes(double x, double y, int red) {
        return waitUntil([&] { return std::abs(shownAt(x, y).red() - red) <= 1; });
    }
    QPoint viewPoint(double x, double y) const {
        return view->view().toView(engine::ImagePoint{x, y}).toPoint();
    }

    std::unique_ptr<ui::CanvasView> view;
};

}  // namespace test
