#include "ui/session/style_finder.h"

#include <utility>

#include "ui/document/document.h"
#include "ui/session/engine_client.h"
#include "ui/session/request_builder.h"

namespace ui {

StyleFinder::StyleFinder(const Document& document, EngineClient& client, QObject* parent)
    : QObject(parent), document_(document), client_(client) {
    connect(&document_, &Document::opened, this, &StyleFinder::forget);
    connect(&client_, &EngineClient::finished, this,
            [this](engine::JobId job, const engine::Outcome& outcome) {
                const auto* regions = std::get_if<engine::StyleRegions>(&outcome);
                if (job != job_ || !regions) return;
                job_.reset();
                found_[face_] = *regions;
                Q_EMIT changed();
            });
    connect(&client_, &EngineClient::failed, this, [this](engine::JobId job, const engine::Error& error) {
        if (job != job_) return;
        job_.reset();
        error_ = error;
        Q_EMIT changed();
    });
}

void StyleFinder::ask(int face) {
    if (auto now = warps(); now != moved_by_) {
        forget();
        moved_by_ = std::move(now);
    }
    const bool asked = (job_ || error_) && face == face_;
    if (document_.isEmpty() || found_.contains(face) || asked) return;
    face_ = face;
    error_.reset();
    job_ =
        client_.submit(QStringLiteral("style"), styleRegionsRequest(document_, face), {"style_regions", 1});
    Q_EMIT changed();
}

/// What the visible edits move, and how far.
std::vector<std::pair<StyleFinder::Warp, float>> StyleFinder::warps() const {
    std::vector<std::pair<Warp, float>> warps;
    for (const engine::Layer& layer : document_.layers()) {
        if (layer.change.warp.offset) warps.emplace_back(layer.change.warp.offset, layer.opacity);
    }
    return warps;
}

const engine::StyleRegions* StyleFinder::found(int face) const {
    const auto at = found_.find(face);
    return at == found_.end() ? nullptr : &at->second;
}

void StyleFinder::forget() {
    if (const auto job = std::exchange(job_, std::nullopt)) client_.cancel(*job);
    found_.clear();
    error_.reset();
    Q_EMIT changed();
}

}  // namespace ui
