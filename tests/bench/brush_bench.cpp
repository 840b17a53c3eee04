#include <QApplication>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMouseEvent>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>
#include <QThread>
#include <cmath>
#include <ctime>
#include <vector>

#include "tests/bench/percentile.h"
#include "tests/support/fake_darkroom.h"
#include "tests/support/fake_engine.h"
#include "ui/canvas/canvas_view.h"
#include "ui/session/edit_session.h"
#include "ui/session/engine_client.h"
#include "ui/tools/mask_brush/brush_tool.h"

// How long a brush takes from the mouse event to the painted pixels, on a canvas of 1600 × 1000 over a photo
// of 24 megapixels: 600 moves of a soft brush of 400 px at fit and at 100 %. Prints JSON.

namespace {

constexpr int kMoves = 600;

/// A canvas that notes when it has been painted.
class TimedCanvas : public ui::CanvasView {
public:
    using CanvasView::CanvasView;
    bool painted = false;

protected:
    void paintEvent(QPaintEvent* event) override {
        CanvasView::paintEvent(event);
        painted = true;
    }
};

void sendMouse(QWidget& view, QEvent::Type type, QPointF at, Qt::MouseButton button, Qt::MouseButtons held) {
    QMouseEvent event(type, at, view.mapToGlobal(at), button, held, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &event);
}

void settle(int rounds = 100) {
    for (int i = 0; i < rounds; ++i) {
        QCoreApplication::processEvents();
        QThread::msleep(2);
    }
}

// A slow figure of eight over the middle of the view.
QPointF wayPoint(const QWidget& view, int move) {
    const double turn = 2 * 3.14159265358979 * move / kMoves;
    return {view.width() * (0.5 + 0.3 * std::sin(turn)), view.height() * (0.5 + 0.3 * std::sin(2 * turn))};
}

double cpuMilliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

QJsonObject measure(TimedCanvas& view, ui::Document& document) {
    settle();
    std::vector<double> times;
    std::vector<double> cpu_times;
    sendMouse(view, QEvent::MouseButtonPress, wayPoint(view, 0), Qt::LeftButton, Qt::LeftButton);
    settle(5);
    for (int move = 1; move <= kMoves; ++move) {
        view.painted = false;
        QElapsedTimer clock;
        clock.start();
        const double cpu_before = cpuMilliseconds();
        sendMouse(view, QEvent::MouseMove, wayPoint(view, move), Qt::NoButton, Qt::LeftButton);
        while (!view.painted) QCoreApplication::processEvents();
        times.push_back(double(clock.nsecsElapsed()) / 1e6);
        cpu_times.push_back(cpuMilliseconds() - cpu_before);
    }
    QElapsedTimer clock;
    clock.start();
    sendMouse(view, QEvent::MouseButtonRelease, wayPoint(view, kMoves), Qt::LeftButton, Qt::NoButton);
    const double release = double(clock.nsecsElapsed()) / 1e6;
    clock.start();
    document.undoStack().undo();
    const double undo = double(clock.nsecsElapsed()) / 1e6;
    return {{"p50_ms", percentile(times, 50)},
            {"p99_ms", percentile(times, 99)},
            {"max_ms", percentile(times, 100)},
            {"p50_cpu_ms", percentile(cpu_times, 50)},
            {"p99_cpu_ms", percentile(cpu_times, 99)},
            {"release_ms", release},
            {"undo_ms", undo}};
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    const QTemporaryDir folder;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    QApplication app(argc, argv);

    ui::Document document;
    const test::FakeDarkroom darkroom;
    test::FakeEngine engine;
    ui::EngineClient client(engine);
    ui::EditSession session(document, client, darkroom);
    TimedCanvas view(document, darkroom);
    view.resize(1600, 1000);
    view.show();
    document.open(
        test::makePhoto({6000, 4000}, [](int x, int y, int c) { return (x + y * 2 + c * 40) >> 4; }),
        "bench.png");
    ui::BrushTool brush(session, ui::BrushTool::Kind::Brush);
    ui::BrushOptions options;
    options.size = 400;
    options.hardness = 0;
    brush.setOptions(options);
    view.setTool(&brush);

    const QJsonObject fitted = measure(view, document);
    view.setZoom(1.0);
    const QJsonObject actual = measure(view, document);
    view.setTool(nullptr);
    const QJsonObject all{{"photo", "6000x4000"}, {"canvas", "1600x1000"}, {"brush_px", 400},
                          {"moves", kMoves},      {"fit", fitted},         {"actual_size", actual}};
    QTextStream(stdout) << QJsonDocument(all).toJson();
    return 0;
}
