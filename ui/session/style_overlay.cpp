#include "ui/session/style_overlay.h"

#include <vector>

#include "ui/session/style_matte.h"
#include "ui/session/style_work.h"

namespace ui {

using engine::Part;

StyleOverlay::StyleOverlay(StyleWork& work, QObject* parent) : QObject(parent), work_(work) {
    connect(&work_, &StyleWork::changed, this, [this] {
        if (isLit() || shows_matte_) Q_EMIT changed();
    });
}

void StyleOverlay::light(std::optional<Part> part) {
    if (part == lit_) return;
    lit_ = part;
    Q_EMIT changed();
}

void StyleOverlay::showMatte(bool shown) {
    if (shown == shows_matte_) return;
    shows_matte_ = shown;
    Q_EMIT changed();
}

engine::Image StyleOverlay::matte() const {
    std::vector<engine::Image> mattes;
    for (const Part part : work_.parts()) {
        if (work_.now().changes(part)) mattes.push_back(work_.matteOf(part));
    }
    return mattes.empty() ? work_.matteOf(work_.part()) : unitedMattes(mattes);
}

engine::Image StyleOverlay::marked() const {
    if (lit_) return work_.matteOf(*lit_);
    return shows_matte_ ? matte() : engine::Image();
}

}  // namespace ui
