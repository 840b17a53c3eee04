#include "ui/session/place_finder.h"

#include <utility>

#include "ui/session/engine_client.h"

namespace ui {
namespace {

constexpr int kRest = 400;  // ms without typing

bool isSame(const DescribeSettings& a, const DescribeSettings& b) {
    return a.prompt == b.prompt && a.model == b.model && a.loras == b.loras;
}

}  // namespace

PlaceFinder::PlaceFinder(const Document& document, EngineClient& client, QObject* parent)
    : QObject(parent), document_(document), client_(client) {
    rest_.setSingleShot(true);
    rest_.setInterval(kRest);
    connect(&rest_, &QTimer::timeout, this, &PlaceFinder::look);
    connect(&client_, &EngineClient::finished, this,
            [this](engine::JobId job, const engine::Outcome& outcome) {
                if (job != job_) return;
                const auto* found = std::get_if<engine::FoundMask>(&outcome);
                const bool somewhere = found && !found->mask.isNull() && !found->region.isEmpty();
                error_.reset();
                found_ = somewhere ? std::optional(*found) : std::nullopt;
                end(somewhere ? State::Found : State::NotFound);
            });
    connect(&client_, &EngineClient::failed, this, [this](engine::JobId job, const engine::Error& error) {
        if (job != job_) return;
        found_.reset();
        error_ = error;
        // Cancelled from elsewhere: the next words ask again.
        asked_ = error.code != engine::ErrorCode::Cancelled;
        end(asked_ ? State::NotFound : State::Unasked);
    });
}

void PlaceFinder::ask(const DescribeSettings& settings) {
    if (asked_ && isSame(settings, question_)) return;
    question_ = settings;
    asked_ = true;
    rest_.start();
    if (std::exchange(state_, State::Looking) != State::Looking) Q_EMIT changed();
}

void PlaceFinder::look() {
    job_ = client_.submit(QStringLiteral("describe_mask"), describeMaskRequest(document_, question_),
                          {"describe_mask", 1});
}

void PlaceFinder::hold() {
    if (state_ != State::Looking) return;
    rest_.stop();
    asked_ = false;
    if (const auto job = std::exchange(job_, std::nullopt)) client_.cancel(*job);
    state_ = found_ ? State::Found : State::Unasked;
    Q_EMIT changed();
}

void PlaceFinder::forget() {
    hold();
    asked_ = false;
    found_.reset();
    if (std::exchange(state_, State::Unasked) != State::Unasked) Q_EMIT changed();
}

void PlaceFinder::end(State state) {
    job_.reset();
    // Newer words may be at rest already; their answer will come.
    if (rest_.isActive()) return;
    state_ = state;
    Q_EMIT changed();
}

}  // namespace ui
