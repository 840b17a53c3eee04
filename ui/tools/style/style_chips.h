#pragma once

#include <QWidget>
#include <vector>

#include "engine/api/reading.h"

namespace ui {

class RegionChip;
class StyleOverlay;
class StyleWork;

/// The regions of the face as chips: one is worked on, those that are changed carry a dot. The one under the
/// pointer, or reached by the keyboard, lights up on the photo.
class StyleChips : public QWidget {
    Q_OBJECT

public:
    StyleChips(StyleWork& work, StyleOverlay& overlay, QWidget* parent = nullptr);

    void refresh();

protected:
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Chip {
        engine::Part part;
        RegionChip* button;
    };

    StyleWork& work_;
    StyleOverlay& overlay_;
    std::vector<Chip> chips_;
};

}  // namespace ui
