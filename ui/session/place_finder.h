#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "engine/api/error.h"
#include "engine/api/event.h"
#include "ui/session/request_builder.h"

namespace ui {

class EngineClient;

/// Asks the engine for the place that words speak of before anything is changed, once the words have come to
/// rest. Newer words supersede the question about older ones; until they are answered the last answer stays.
/// GUI thread only.
class PlaceFinder : public QObject {
    Q_OBJECT

public:
    enum class State { Unasked, Looking, Found, NotFound };

    PlaceFinder(const Document& document, EngineClient& client, QObject* parent = nullptr);

    State state() const { return state_; }
    /// The last answer; while Looking, that to the words before.
    const std::optional<engine::FoundMask>& found() const { return found_; }
    /// Why it was not found, unless there is simply no such place.
    const std::optional<engine::Error>& error() const { return error_; }

    /// Looks for it when nothing else has been asked for a while; the same question is not asked twice.
    void ask(const DescribeSettings& settings);
    /// Takes the question back; the last answer stays.
    void hold();
    /// Another photo, or no words: as if nothing had been asked.
    void forget();

Q_SIGNALS:
    void changed();

private:
    void look();
    void end(State state);

    const Document& document_;
    EngineClient& client_;
    State state_ = State::Unasked;
    DescribeSettings question_;
    bool asked_ = false;  ///< question_ is on its way or has been answered
    std::optional<engine::JobId> job_;
    std::optional<engine::FoundMask> found_;
    std::optional<engine::Error> error_;
    QTimer rest_;
};

}  // namespace ui
