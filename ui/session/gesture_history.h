#pragma once

#include <QtGlobal>
#include <optional>
#include <utility>
#include <vector>

namespace ui {

/// Steps back and forth through the gestures that changed a value which is not applied yet. Whatever one
/// gesture changes is one step.
template <typename Value>
class GestureHistory {
public:
    /// A number for what will be one step.
    quint64 newGesture() { return ++last_; }
    /// The gesture that changed the value last; 0: none since the beginning or the last step.
    quint64 current() const { return current_; }
    bool canUndo() const { return !done_.empty(); }
    bool canRedo() const { return !undone_.empty(); }

    /// The value is about to be changed from `before` by this gesture.
    void record(const Value& before, quint64 gesture) {
        if (gesture != current_) done_.push_back(before);
        current_ = gesture;
        undone_.clear();
    }
    /// What the value was before the last step; none: there is no step.
    std::optional<Value> undo(const Value& now) { return step(done_, undone_, now); }
    std::optional<Value> redo(const Value& now) { return step(undone_, done_, now); }
    /// The same without a way forward again, when it was this gesture.
    std::optional<Value> abandon(const Value& now, quint64 gesture) {
        if (gesture != current_) return std::nullopt;
        std::optional<Value> before = undo(now);
        if (before) undone_.pop_back();
        return before;
    }
    void clear() {
        done_.clear();
        undone_.clear();
        current_ = 0;
    }

private:
    std::optional<Value> step(std::vector<Value>& from, std::vector<Value>& to, const Value& now) {
        if (from.empty()) return std::nullopt;
        to.push_back(now);
        current_ = 0;
        std::optional<Value> value = std::move(from.back());
        from.pop_back();
        return value;
    }

    std::vector<Value> done_;
    std::vector<Value> undone_;
    quint64 last_ = 0;
    quint64 current_ = 0;
};

}  // namespace ui
