#pragma once

#include <QObject>
#include <optional>
#include <vector>

#include "engine/api/image.h"
#include "engine/api/reading.h"

namespace ui {

class StyleWork;

/// Which places of the photo are marked while the style of its regions is worked on; nothing is changed by
/// it.
class StyleOverlay : public QObject {
    Q_OBJECT

public:
    explicit StyleOverlay(StyleWork& work, QObject* parent = nullptr);

    /// The region whose name the pointer is at.
    void light(std::optional<engine::Part> part);
    bool isLit() const { return lit_.has_value(); }
    /// Marks what changes while nothing is lit.
    void showMatte(bool shown);
    bool showsMatte() const { return shows_matte_; }

    /// What changes, or would: grey, stretched over the work's area(); null while nothing is known.
    engine::Image matte() const;
    /// What is marked, in the same way; null: nothing.
    engine::Image marked() const;

Q_SIGNALS:
    void changed();

private:
    StyleWork& work_;
    std::optional<engine::Part> lit_;
    bool shows_matte_ = false;
    mutable std::vector<engine::Image> mattes_;  ///< that united_ is made of
    mutable engine::Image united_;
};

}  // namespace ui
