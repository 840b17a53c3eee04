#include "ui/session/pose_studio.h"

#include <QRandomGenerator>
#include <limits>

#include "ui/session/model_shelf.h"
#include "ui/session/pose_work.h"
#include "ui/session/prompt_text.h"
#include "ui/session/studio_choice.h"

namespace ui {

PoseStudio::PoseStudio(PoseWork& pose, const ModelShelf& shelf, SettingsStore& settings, QObject* parent)
    : QObject(parent), pose_(pose), shelf_(shelf), store_(settings) {
    connect(&pose_, &PoseWork::changed, this, &PoseStudio::changed);
    connect(&shelf_, &ModelShelf::changed, this, &PoseStudio::changed);
    connect(&store_, &SettingsStore::studioChanged, this, &PoseStudio::changed);
    connect(&store_, &SettingsStore::poseStudioChanged, this, &PoseStudio::changed);
}

std::vector<const InstalledModel*> PoseStudio::controlNets() const {
    std::vector<const InstalledModel*> nets;
    for (const InstalledModel& model : shelf_.models()) {
        if (model.about.kind == engine::ModelKind::ControlNet && model.about.isFit()) nets.push_back(&model);
    }
    return nets;
}

QString PoseStudio::obstacle() const {
    if (const QString why = pose_.obstacle(); !why.isEmpty()) return why;
    const InstalledModel* checkpoint = StudioChoice(shelf_, store_).checkpoint();
    if (!checkpoint) {
        return store_.studioModel().isEmpty() ? tr("Choose a checkpoint first.")
                                              : tr("The chosen checkpoint is not there. Choose another one.");
    }
    if (const QString why = controlNetObstacle(*checkpoint); !why.isEmpty()) return why;
    return pose_.isPosed() ? QString() : tr("Turn the head or move a joint first.");
}

QString PoseStudio::controlNetObstacle(const InstalledModel& checkpoint) const {
    const QString path = settings().controlnet;
    if (path.isEmpty()) return {};
    const InstalledModel* net = shelf_.find(path);
    if (!net || net->about.kind != engine::ModelKind::ControlNet || !net->about.isFit()) {
        return tr("The chosen ControlNet is not there. Choose another one, or none.");
    }
    if (areOfOneFamily(*net, checkpoint)) return {};
    return tr("The ControlNet is made for %1, the checkpoint is %2. Choose another one, or none.")
        .arg(QString::fromStdString(net->about.family), QString::fromStdString(checkpoint.about.family));
}

bool PoseStudio::isDrawing() const {
    return pose_.isDrawing();
}

void PoseStudio::cancel() {
    pose_.stopDrawing();
}

void PoseStudio::draw() {
    if (!obstacle().isEmpty()) return;
    PoseStudioSetting settings = store_.poseStudio();
    if (!settings.seed_locked) {
        settings.seed = QRandomGenerator::global()->bounded(std::numeric_limits<int>::max());
        store_.setPoseStudio(settings);
    }
    const StudioChoice studio(shelf_, store_);
    DrawAnewSettings how;
    how.model = studio.checkpoint()->path();
    how.loras = studio.loras();
    how.controlnet = settings.controlnet;
    how.prompt = askedPrompt(settings.prompt);
    how.strength = static_cast<float>(settings.strength) / 100;
    how.guidance = settings.guidance / 100.0;
    how.steps = settings.steps;
    how.seed = static_cast<quint64>(settings.seed);
    pose_.drawAnew(how);
}

}  // namespace ui
