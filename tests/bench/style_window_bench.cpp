#include <QApplication>
#include <QBackingStore>
#include <QElapsedTimer>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QSettings>
#include <QSlider>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTextStream>
#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

#include "app/model_places.h"
#include "app/passive_waiting.h"
#include "app/resources_folder.h"
#include "engine/files/local_pose_files.h"
#include "engine/local_engine.h"
#include "engine/models/pose_field/local_pose_field.h"
#include "engine/photo/local_darkroom.h"
#include "engine/store/local_model_library.h"
#include "engine/store/local_prompt_words.h"
#include "tests/bench/percentile.h"
#include "ui/canvas/canvas_view.h"
#include "ui/main_window.h"
#include "ui/session/language.h"
#include "ui/session/workspace.h"
#include "ui/tools/style/style_sliders.h"
#include "ui/widgets/slider_field.h"

// The style tool in the real window, a photo of 24 megapixels open: how long from a slider's tick to other
// pixels on the canvas, how many pictures a second a drag shows, and the longest event of the GUI thread
// meanwhile. Prints JSON.

namespace {

constexpr QSize kPhoto(6000, 4000);
constexpr int kTicks = 60;
constexpr int kDragMilliseconds = 5000;
constexpr int kTickMilliseconds = 16;  ///< between the moves of a drag

/// An application that notes how long its events take.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override {
        if (depth_ > 0) return QApplication::notify(receiver, event);
        ++depth_;
        QElapsedTimer clock;
        clock.start();
        const bool handled = QApplication::notify(receiver, event);
        events_.push_back(double(clock.nsecsElapsed()) / 1e6);
        --depth_;
        return handled;
    }
    /// Milliseconds of each event since the last call.
    std::vector<double> takeEvents() { return std::exchange(events_, {}); }

private:
    int depth_ = 0;
    std::vector<double> events_;
};

/// Until `done` or a minute has gone by.
bool waitFor(const std::function<bool()>& done) {
    QElapsedTimer clock;
    clock.start();
    while (!done() && clock.elapsed() < 60000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
    return done();
}

/// The sample portrait, its face some 1 400 pixels wide, in a photo of 24 megapixels.
bool writePhoto(const QString& sample, const QString& path) {
    const QImage portrait(sample);
    QImage photo(kPhoto, QImage::Format_RGB32);
    QPainter painter(&photo);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(photo.rect(), portrait.copy(0, 0, 4, 4));
    const QSize size = portrait.size().scaled(kPhoto, Qt::KeepAspectRatio);
    painter.drawImage(QRect(QPoint((kPhoto.width() - size.width()) / 2, 0), size), portrait);
    painter.end();
    return !portrait.isNull() && photo.save(path, nullptr, 95);
}

/// A place of the photo that is surely of the part: where the mean over a sixteenth of the area is highest.
engine::ImagePoint middleOf(const engine::Image& matte, const engine::Rect& area) {
    const int cell = std::max(1, matte.width() / 16);
    double best = -1;
    engine::ImagePoint place{};
    for (int y = 0; y + cell <= matte.height(); y += cell) {
        for (int x = 0; x + cell <= matte.width(); x += cell) {
            double sum = 0;
            for (int row = y; row < y + cell; ++row) {
                for (int column = x; column < x + cell; ++column) sum += matte.row<std::uint8_t>(row)[column];
            }
            if (sum <= best) continue;
            best = sum;
            place = {area.x + (x + cell / 2.0) * area.width / matte.width(),
                     area.y + (y + cell / 2.0) * area.height / matte.height()};
        }
    }
    return place;
}

/// Anything runs or waits.
bool works(const ui::JobListModel& jobs) {
    using State = ui::JobListModel::State;
    for (int row = 0; row < jobs.rowCount(); ++row) {
        const auto state =
            static_cast<State>(jobs.data(jobs.index(row), ui::JobListModel::StateRole).toInt());
        if (state == State::Running || state == State::Waiting) return true;
    }
    return false;
}

/// What the window shows around a place of the canvas.
QImage shownAt(const ui::CanvasView& canvas, QPointF place) {
    const QWidget* window = canvas.window();
    const auto* screen = static_cast<const QImage*>(window->backingStore()->paintDevice());
    const QPoint at = canvas.mapTo(window, place.toPoint());
    return screen->copy(QRect(at - QPoint(8, 8), QSize(16, 16)));
}

QJsonObject measure(TimedApplication& app, ui::Workspace& work, const ui::CanvasView& canvas,
                    ui::SliderField& slider) {
    const engine::ImagePoint middle = middleOf(work.style.matteOf(work.style.part()), work.style.area());
    const QPointF place = canvas.view().toView(middle);
    const auto isQuiet = [&] { return !work.session.working() && !works(work.jobs); };
    // One tick after another, each once everything has come to rest.
    std::vector<double> times, events;
    for (int tick = 1; tick <= kTicks; ++tick) {
        waitFor(isQuiet);
        const QImage before = shownAt(canvas, place);
        app.takeEvents();
        QElapsedTimer clock;
        clock.start();
        slider.setValue(int(std::lround(60 * std::sin(0.7 * tick))));
        if (!waitFor([&] { return shownAt(canvas, place) != before; })) return {};
        times.push_back(double(clock.nsecsElapsed()) / 1e6);
        const std::vector<double> seen = app.takeEvents();
        events.insert(events.end(), seen.begin(), seen.end());
    }
    // A drag from end to end and back.
    waitFor(isQuiet);
    app.takeEvents();
    QImage before = shownAt(canvas, place);
    int pictures = 0, moves = 0;
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < kDragMilliseconds) {
        if (clock.elapsed() >= moves * kTickMilliseconds)
            slider.setValue(int(std::lround(80 * std::sin(0.05 * ++moves))));
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 2);
        if (const QImage now = shownAt(canvas, place); now != before) {
            before = now;
            ++pictures;
        }
    }
    const std::vector<double> drag = app.takeEvents();
    return {{"tick_ms_p50", percentile(times, 50)},
            {"tick_ms_p99", percentile(times, 99)},
            {"tick_longest_event_ms", percentile(events, 100)},
            {"drag_pictures_per_second", pictures * 1000.0 / kDragMilliseconds},
            {"drag_event_ms_p99", percentile(drag, 99)},
            {"drag_longest_event_ms", percentile(drag, 100)}};
}

}  // namespace

int main(int argc, char** argv) {
    waitPassively(argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    const QTemporaryDir folder;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    TimedApplication app(argc, argv);
    const std::filesystem::path resources =
        resourcesFolder(QCoreApplication::applicationFilePath().toStdString());
    const QString path = folder.filePath("photo.jpg");
    if (!writePhoto(QString::fromStdString((resources / "sample" / "portrait.jpg").string()), path)) return 1;

    ui::SettingsStore settings;
    ui::Language language;
    const engine::LocalDarkroom darkroom;
    const engine::LocalModelLibrary::Places places = modelPlaces(resources);
    const engine::LocalModelLibrary library(places);
    const engine::LocalPromptWords words(places.starter, places.clip_merges);
    const engine::LocalPoseFiles poses;
    const engine::LocalPoseField pose_field(places.starter + "/pose_field");
    engine::EngineOptions options;
    options.models_folder = places.starter;
    options.threads = 2;
    engine::LocalEngine engine(options);
    ui::Workspace work(engine, darkroom, library, words, poses, pose_field, settings);
    ui::MainWindow window(work, language, QString());
    window.resize(1600, 1000);
    window.show();
    window.open(path);
    if (!waitFor([&] { return !work.document.isEmpty(); })) return 1;
    window.chooseTool("style");
    if (!waitFor([&] { return !work.style.parts().empty(); })) return 1;

    const auto* canvas = window.findChild<ui::CanvasView*>();
    const auto* sliders = window.findChild<ui::StyleSliders*>();
    QJsonObject all{{"photo", "6000x4000"}, {"window", "1600x1000"}, {"threads", options.threads}};
    for (const auto& [part, name] :
         {std::pair{engine::Part::Hair, "hair"}, std::pair{engine::Part::Lips, "lips"}}) {
        work.style.choosePart(part);
        for (ui::SliderField* slider : sliders->findChildren<ui::SliderField*>()) {
            const bool is_axis = slider->findChild<QSlider*>()->minimum() < 0;
            if (!slider->isVisible() || !is_axis) continue;
            all[name] = measure(app, work, *canvas, *slider);
            break;
        }
    }
    QTextStream(stdout) << QJsonDocument(all).toJson();
    return 0;
}
