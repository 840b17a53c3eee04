#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include "engine/api/prompt_words.h"

namespace ui {

/// What the chosen model makes of the words in the prompt box: how many tokens, which of them it does not
/// know. Looked up in the pool a moment after the typing, so that a word is not judged before it is finished
/// and a long text holds up nothing. GUI thread only.
class WordCheck : public QObject {
    Q_OBJECT

public:
    explicit WordCheck(const engine::PromptWords& words, QObject* parent = nullptr);

    void ask(const QString& prompt, const QString& model);
    /// Of the newest text that has been looked at.
    const engine::PromptCheck& result() const { return result_; }

    const engine::PromptWords& words() const { return words_; }

Q_SIGNALS:
    void changed();

private:
    void look();

    const engine::PromptWords& words_;
    QString prompt_;
    QString model_;
    bool looking_ = false;
    bool asked_again_ = false;  ///< while looking
    engine::PromptCheck result_;
    QTimer rest_;
    QThreadPool pool_;  ///< last: waits for its task before anything above goes
};

}  // namespace ui
