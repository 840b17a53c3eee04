#include "ui/session/word_check.h"

#include <new>

#include "ui/session/pool_task.h"

namespace ui {
namespace {

constexpr int kRest = 300;  // ms without typing

engine::PromptCheck checked(const engine::PromptWords& words, const std::string& prompt,
                            const std::string& model) {
    try {
        return words.check(prompt, model);
    } catch (const std::bad_alloc&) {
        return {};  // nothing is said of a text that there is no memory for; the engine will
    }
}

}  // namespace

WordCheck::WordCheck(const engine::PromptWords& words, QObject* parent) : QObject(parent), words_(words) {
    pool_.setMaxThreadCount(1);
    rest_.setSingleShot(true);
    rest_.setInterval(kRest);
    connect(&rest_, &QTimer::timeout, this, &WordCheck::look);
}

void WordCheck::ask(const QString& prompt, const QString& model) {
    if (prompt == prompt_ && model == model_) return;
    const bool at_once = prompt.isEmpty() || model != model_;
    prompt_ = prompt;
    model_ = model;
    if (at_once) {
        rest_.stop();
        look();
    } else {
        rest_.start();
    }
}

void WordCheck::look() {
    if (looking_) {
        asked_again_ = true;
        return;
    }
    looking_ = true;
    asked_again_ = false;
    runInPool(
        pool_, this,
        [this, prompt = prompt_.toStdString(), model = model_.toStdString()] {
            return checked(words_, prompt, model);
        },
        [this](const engine::PromptCheck& result) {
            looking_ = false;
            result_ = result;
            Q_EMIT changed();
            if (asked_again_) look();
        });
}

}  // namespace ui
