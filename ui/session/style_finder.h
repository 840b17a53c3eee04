#pragma once

#include <QObject>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/api/error.h"
#include "engine/api/event.h"

namespace ui {

class Document;
class EngineClient;

/// Asks the engine which regions the faces of the photo have: once per photo and face, and once more when
/// edits have moved them. GUI thread only.
class StyleFinder : public QObject {
    Q_OBJECT

public:
    StyleFinder(const Document& document, EngineClient& client, QObject* parent = nullptr);

    /// Looks for the regions of this face, unless that has been done or is being done.
    void ask(int face);
    /// Of a face that was asked for; null while nothing is known.
    const engine::StyleRegions* found(int face) const;
    /// Why the regions of the face that was asked for last could not be found.
    const std::optional<engine::Error>& error() const { return error_; }
    /// As if nothing had been asked.
    void forget();

Q_SIGNALS:
    void changed();

private:
    using Warp = std::shared_ptr<const std::vector<float>>;
    std::vector<std::pair<Warp, float>> warps() const;

    const Document& document_;
    EngineClient& client_;
    std::map<int, engine::StyleRegions> found_;
    std::vector<std::pair<Warp, float>> moved_by_;  ///< the visible edits that found_ is seen through
    std::optional<engine::Error> error_;
    std::optional<engine::JobId> job_;
    int face_ = 0;  ///< that job_ asks for, or error_ is about
};

}  // namespace ui
