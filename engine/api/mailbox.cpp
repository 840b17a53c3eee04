#include "engine/api/mailbox.h"

namespace engine {

void Mailbox::connect(std::function<void()> wake) {
    std::scoped_lock lock(mutex_);
    wake_ = std::move(wake);
    if (wake_ && !events_.empty()) wake_();
}

void Mailbox::disconnect() {
    std::scoped_lock lock(mutex_);
    wake_ = nullptr;
}

void Mailbox::post(Event event) {
    std::scoped_lock lock(mutex_);
    if (const auto* preview = std::get_if<Preview>(&event)) {
        if (auto unread = unread_preview_.find(preview->job); unread != unread_preview_.end()) {
            events_[unread->second] = std::move(event);
            return;
        }
        unread_preview_.emplace(preview->job, events_.size());
    }
    const bool was_empty = events_.empty();
    events_.push_back(std::move(event));
    if (was_empty && wake_) wake_();
}

std::vector<Event> Mailbox::drain() {
    std::scoped_lock lock(mutex_);
    unread_preview_.clear();
    return std::exchange(events_, {});
}

bool Mailbox::wantsPreview(JobId job) const {
    std::scoped_lock lock(mutex_);
    return !unread_preview_.contains(job);
}

}  // namespace engine
