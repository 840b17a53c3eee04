#pragma once

namespace ui {

/// A panel whose system Enter starts, from wherever the focus is.
class Runnable {
public:
    virtual ~Runnable() = default;
    virtual void run() = 0;
};

}  // namespace ui
