#pragma once

#include <QObject>
#include <map>
#include <optional>

#include "engine/api/error.h"
#include "ui/session/portrait_question.h"

namespace ui {

class EditSession;

/// What the portrait reader sees of each face of the photo: of the largest what the session knows, of others
/// what is asked for here, once per photo. GUI thread only.
class FaceReadings : public QObject {
    Q_OBJECT

public:
    FaceReadings(EditSession& session, EngineClient& client, QObject* parent = nullptr);

    /// Reads this face, unless that has been done, is being done, or has failed.
    void ask(int face);
    void askAgain(int face);  ///< the same after it has failed
    /// Null while nothing is known, and where nobody is.
    const engine::Reading* of(int face) const;
    /// Why the face that was asked for last could not be read.
    const std::optional<engine::Error>& error() const { return error_; }
    /// The photo has been read, and there is no face.
    bool isNobodyThere() const;
    /// How many of the faces somebody may mean; 0 while nothing is known.
    int faces() const;

Q_SIGNALS:
    void changed();

private:
    void fail(const engine::Error& error);

    EditSession& session_;
    PortraitQuestion question_;
    std::map<int, engine::Reading> others_;  ///< without the largest face
    std::optional<engine::Error> error_;
    int face_ = 0;  ///< that question_ or error_ is about
};

}  // namespace ui
