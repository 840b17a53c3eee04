#include "ui/session/describe_work.h"

#include <QRandomGenerator>
#include <algorithm>
#include <limits>
#include <utility>

#include "ui/session/edit_session.h"
#include "ui/session/mask_copy.h"
#include "ui/session/model_shelf.h"
#include "ui/session/prompt_text.h"
#include "ui/session/settings_store.h"
#include "ui/session/studio_choice.h"

namespace ui {
namespace {

using engine::DescribeRequest;

constexpr int kLargestSeed = std::numeric_limits<int>::max() - SettingsStore::kMostVariants;

}  // namespace

DescribeWork::DescribeWork(EditSession& session, EngineClient& client, MaskCopy& mask,
                           const ModelShelf& shelf, SettingsStore& settings, const engine::PromptWords& words,
                           QObject* parent)
    : QObject(parent),
      session_(session),
      mask_(mask),
      shelf_(shelf),
      store_(settings),
      starter_{DescribeRequest::kStarterStrength,
               DescribeRequest::kStarterGuidance,
               DescribeRequest::kStarterSteps,
               {}},
      studio_{DescribeRequest::kStudioStrength,
              DescribeRequest::kStudioGuidance,
              DescribeRequest::kStudioSteps,
              {}},
      place_(session.document(), client),
      words_(words) {
    connect(&session_.document(), &Document::opened, this, [this] {
        ran_.clear();
        place_.forget();
        follow();
    });
    connect(&session_.document(), &Document::maskChanged, this, [this, had = false]() mutable {
        // Comes with every dab of a brush.
        if (std::exchange(had, session_.document().hasMask()) != session_.document().hasMask()) follow();
    });
    connect(&session_, &EditSession::stateChanged, this, &DescribeWork::follow);
    connect(&session_, &EditSession::runChanged, this, [this, working = false]() mutable {
        // Comes with every step.
        const bool works = session_.working() != nullptr;
        if (std::exchange(working, works) != works) follow();
    });
    connect(&shelf_, &ModelShelf::changed, this, &DescribeWork::follow);
    connect(&store_, &SettingsStore::studioChanged, this, &DescribeWork::follow);
    connect(&store_, &SettingsStore::describeChanged, this, &DescribeWork::follow);
    connect(&place_, &PlaceFinder::changed, this, &DescribeWork::changed);
    connect(&words_, &WordCheck::changed, this, &DescribeWork::changed);
}

void DescribeWork::setPrompt(const QString& prompt) {
    QString clean = cleanPrompt(prompt);
    if (clean == prompt_) return;
    prompt_ = std::move(clean);
    Q_EMIT promptChanged();
    follow();
}

void DescribeWork::setNegative(const QString& negative) {
    QString clean = cleanPrompt(negative);
    if (clean == negative_) return;
    negative_ = std::move(clean);
    Q_EMIT changed();
}

bool DescribeWork::hasFreshWords() const {
    return askedPrompt(prompt_) != ran_;
}

bool DescribeWork::usesStarter() const {
    return !store_.describesWithStudio();
}

void DescribeWork::chooseStarter() {
    store_.setDescribesWithStudio(false);
}

void DescribeWork::chooseCheckpoint(const QString& path) {
    store_.setStudioModel(path);
    store_.setDescribesWithStudio(true);
}

void DescribeWork::setModelSettings(const ModelSettings& settings) {
    (usesStarter() ? starter_ : studio_) = settings;
    Q_EMIT changed();
}

int DescribeWork::variants() const {
    return store_.variants();
}

void DescribeWork::setVariants(int count) {
    store_.setVariants(std::clamp(count, 1, SettingsStore::kMostVariants));
}

void DescribeWork::setSeed(int seed) {
    seed = std::clamp(seed, 0, kLargestSeed);
    if (seed == seed_) return;
    seed_ = seed;
    Q_EMIT changed();
}

void DescribeWork::setSeedLocked(bool locked) {
    if (locked == seed_locked_) return;
    seed_locked_ = locked;
    Q_EMIT changed();
}

void DescribeWork::rollSeed() {
    setSeed(QRandomGenerator::global()->bounded(kLargestSeed));
}

DescribeSettings DescribeWork::settings() const {
    DescribeSettings settings;
    settings.prompt = askedPrompt(prompt_);
    if (!usesStarter()) {
        const StudioChoice studio(shelf_, store_);
        const InstalledModel* checkpoint = studio.checkpoint();
        settings.model = checkpoint ? checkpoint->path() : store_.studioModel();
        settings.loras = studio.loras();
        settings.negative = askedPrompt(negative_);
    }
    const ModelSettings& model = modelSettings();
    settings.strength = model.strength;
    settings.guidance = model.guidance;
    settings.steps = model.steps;
    settings.scheduler = model.scheduler;
    settings.seed = static_cast<quint64>(seed_);
    return settings;
}

void DescribeWork::setInHand(bool in_hand) {
    if (in_hand == in_hand_) return;
    in_hand_ = in_hand;
    follow();
}

/// What follows from the words, the mask and the state: what to look up, and what can be run.
void DescribeWork::follow() {
    const Document& document = session_.document();
    const DescribeSettings now = settings();
    words_.ask(now.prompt, now.model);
    const bool model_there = usesStarter() || StudioChoice(shelf_, store_).checkpoint();
    if (now.prompt.isEmpty()) {
        place_.forget();
    } else if (in_hand_ && model_there && !document.isEmpty() && !document.hasMask() &&
               session_.state() == EditSession::State::Idle && hasFreshWords()) {
        place_.ask(now);
    } else {
        place_.hold();
    }
    Q_EMIT changed();
}

QString DescribeWork::obstacle() const {
    if (session_.document().isEmpty()) return tr("Open a photo first.");
    if (session_.working()) return tr("Running. Esc cancels.");
    if (askedPrompt(prompt_).isEmpty()) return tr("Write what to change first.");
    if (!usesStarter() && !StudioChoice(shelf_, store_).checkpoint()) {
        return tr("The chosen checkpoint is not there. Choose another model.");
    }
    return {};
}

void DescribeWork::run(int at_least) {
    if (!obstacle().isEmpty()) return;
    if (!seed_locked_) rollSeed();
    submit(at_least);
}

void DescribeWork::runWithNewSeeds() {
    rollSeed();
    if (obstacle().isEmpty()) submit(1);
}

void DescribeWork::submit(int at_least) {
    const DescribeSettings asked = settings();
    store_.addPrompt(cleanPrompt(prompt_).trimmed());
    ran_ = asked.prompt;
    place_.hold();
    mask_.withMask(this, [this, asked, count = std::max(variants(), at_least)](const engine::Image& mask) {
        submit(count, asked, mask);
    });
    Q_EMIT changed();
}

void DescribeWork::submit(int count, const DescribeSettings& asked, const engine::Image& mask) {
    const engine::DescribeRequest first = describeRequest(session_.document(), asked, mask);
    std::vector<engine::Request> requests;
    for (int i = 0; i < count; ++i) {
        engine::DescribeRequest one = first;
        one.seed += static_cast<quint64>(i);
        requests.emplace_back(std::move(one));
    }
    session_.submitAll(QStringLiteral("describe"), std::move(requests));
    Q_EMIT changed();
}

}  // namespace ui
