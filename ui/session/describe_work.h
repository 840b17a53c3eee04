#pragma once

#include <QObject>
#include <QString>

#include "ui/session/place_finder.h"
#include "ui/session/word_check.h"

namespace ui {

class EditSession;
class MaskCopy;
class ModelShelf;
class SettingsStore;

/// What the Describe tool is about to do: the words, the model and its settings, where, and how many results.
/// The prompt box and the tool's panel are two views of it. GUI thread only.
class DescribeWork : public QObject {
    Q_OBJECT

public:
    /// Settings whose standard follows the model; each model keeps its own.
    struct ModelSettings {
        float strength;
        double guidance;
        int steps;
        QString scheduler;  ///< empty: the model's own
    };

    DescribeWork(EditSession& session, EngineClient& client, MaskCopy& mask, const ModelShelf& shelf,
                 SettingsStore& settings, const engine::PromptWords& words, QObject* parent = nullptr);

    /// The text of the prompt box; control characters are taken out.
    const QString& prompt() const { return prompt_; }
    void setPrompt(const QString& prompt);
    const QString& negative() const { return negative_; }
    void setNegative(const QString& negative);
    /// The words have not been run on this photo yet.
    bool hasFreshWords() const;

    /// The starter model serves; false: a checkpoint of the user's own, if it is there.
    bool usesStarter() const;
    void chooseStarter();
    void chooseCheckpoint(const QString& path);
    const ModelSettings& modelSettings() const { return usesStarter() ? starter_ : studio_; }
    void setModelSettings(const ModelSettings& settings);

    int variants() const;
    void setVariants(int count);  ///< 1…SettingsStore::kMostVariants
    int seed() const { return seed_; }
    void setSeed(int seed);
    bool isSeedLocked() const { return seed_locked_; }
    void setSeedLocked(bool locked);
    void rollSeed();  ///< even when it is locked

    /// Everything but the place, as a request takes it.
    DescribeSettings settings() const;

    /// The tool is in hand: places are looked for. Nothing is asked of the engine otherwise.
    void setInHand(bool in_hand);
    const PlaceFinder& place() const { return place_; }
    const WordCheck& words() const { return words_; }

    /// Why nothing can be run now, as a sentence; empty: it can.
    QString obstacle() const;
    /// Runs the words: as many results as variants() says, but no fewer than `at_least`, with seeds one after
    /// the other. Without lock other seeds than last time.
    void run(int at_least = 1);
    /// Another look at the same words.
    void runWithNewSeeds();

Q_SIGNALS:
    void promptChanged();
    void changed();                         ///< anything else that can be set, or what can be run
    void refused(const QString& sentence);  ///< a template could not be kept or deleted, and why
    // The user asked for another model …
    void modelWanted();    ///< … and is to be led to where one is chosen
    void libraryWanted();  ///< … and to where models are imported and LoRAs switched on

private:
    void follow();
    void submit(int at_least);
    void submit(int count, const DescribeSettings& asked, const engine::Image& mask);

    EditSession& session_;
    MaskCopy& mask_;
    const ModelShelf& shelf_;
    SettingsStore& store_;
    QString prompt_;
    QString negative_;
    QString ran_;  ///< what was run last on this photo
    ModelSettings starter_;
    ModelSettings studio_;
    int seed_ = 0;
    bool seed_locked_ = false;
    bool in_hand_ = false;
    PlaceFinder place_;
    WordCheck words_;
};

}  // namespace ui
