#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QTimer>

#include "app/model_places.h"
#include "app/passive_waiting.h"
#include "app/resources_folder.h"
#include "engine/files/local_pose_files.h"
#include "engine/local_engine.h"
#include "engine/models/pose_field/local_pose_field.h"
#include "engine/photo/local_darkroom.h"
#include "engine/store/local_model_library.h"
#include "engine/store/local_prompt_words.h"
#include "ui/main_window.h"
#include "ui/session/language.h"
#include "ui/session/settings_store.h"
#include "ui/session/workspace.h"

namespace {

engine::EngineOptions optionsFrom(const ui::EngineChoice& choice, const std::filesystem::path& resources) {
    engine::EngineOptions options;
    options.models_folder = (resources / "models" / "starter").string();
    options.threads = choice.threads;
    options.device = choice.device.toStdString();
    options.precision = choice.precision.toStdString();
    options.memory_budget = static_cast<std::size_t>(choice.memory_budget) << 20;  // MiB
    return options;
}

}  // namespace

int main(int argc, char** argv) {
    waitPassively(argv);
    QApplication app(argc, argv);
    QApplication::setOrganizationName("Penumbra");
    QApplication::setApplicationName("Penumbra");
    QApplication::setApplicationVersion(PENUMBRA_VERSION);
    QApplication::setDesktopFileName("penumbra");
    QApplication::setWindowIcon(QIcon(":/icons/penumbra.svg"));

    ui::SettingsStore settings;
    ui::Language language;
    language.use(settings.language());

    QCommandLineParser arguments;
    arguments.addHelpOption();
    arguments.addVersionOption();
    arguments.addPositionalArgument("photo", QCoreApplication::translate("Program", "A photo to open."),
                                    "[photo]");
    arguments.process(app);

    // Built from the bottom up and taken down from the top: the window goes before the engine.
    const std::filesystem::path resources =
        resourcesFolder(QCoreApplication::applicationFilePath().toStdString());
    const engine::LocalDarkroom darkroom;
    const engine::LocalModelLibrary::Places places = modelPlaces(resources);
    const engine::LocalModelLibrary library(places);
    const engine::LocalPromptWords words(places.starter, places.clip_merges);
    const engine::LocalPoseFiles poses;
    const engine::LocalPoseField pose_field(places.starter + "/pose_field");
    engine::LocalEngine engine(optionsFrom(settings.engine(), resources));
    QObject::connect(&settings, &ui::SettingsStore::engineChanged, &settings,
                     [&] { engine.configure(optionsFrom(settings.engine(), resources)); });
    ui::Workspace workspace(engine, darkroom, library, words, poses, pose_field, settings);
    const QString sample = QString::fromStdString((resources / "sample" / "portrait.jpg").string());
    ui::MainWindow window(workspace, language, QFileInfo::exists(sample) ? sample : QString());
    window.show();

    // The first picture of the window comes before the first of the photo.
    const QStringList photos = arguments.positionalArguments();
    if (!photos.isEmpty()) {
        const QString photo = QFileInfo(photos.front()).absoluteFilePath();  // it is kept as a recent file
        QTimer::singleShot(0, &window, [&window, photo] { window.open(photo); });
    }
    return QApplication::exec();
}
