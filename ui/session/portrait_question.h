#pragma once

#include <QObject>
#include <optional>

#include "engine/api/event.h"
#include "engine/api/photo.h"

namespace ui {

class EngineClient;

/// One question to the portrait reader beside the session's own: about another face, or another photo. A
/// newer one makes the one before worthless. GUI thread only.
class PortraitQuestion : public QObject {
    Q_OBJECT

public:
    explicit PortraitQuestion(EngineClient& client, QObject* parent = nullptr);

    void ask(const engine::Photo& photo, int face);
    void cancel();
    /// The answer is still to come.
    bool isOpen() const { return job_.has_value(); }

Q_SIGNALS:
    void answered(const engine::Reading& reading);
    void failed(const engine::Error& error);

private:
    EngineClient& client_;
    std::optional<engine::JobId> job_;
};

}  // namespace ui
