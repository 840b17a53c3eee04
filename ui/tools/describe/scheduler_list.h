#pragma once

#include <span>

namespace ui {

/// A way to take the steps, as the engine names it and as people know it.
struct SchedulerName {
    const char* id;
    const char* name;  ///< the same in every language
};

std::span<const SchedulerName> schedulerList();

}  // namespace ui
