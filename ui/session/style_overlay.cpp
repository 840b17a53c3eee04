#include "ui/session/style_overlay.h"

#include <algorithm>
#include <utility>

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
    if (mattes.empty()) mattes.push_back(work_.matteOf(work_.part()));
    // Asked for with every repaint, whose drawings are kept as long as it is the same picture.
    const bool same =
        std::equal(mattes.begin(), mattes.end(), mattes_.begin(), mattes_.end(),
                   [](const auto& one, const auto& other) { return one.sharesPixelsWith(other); });
    if (!same) {
        united_ = unitedMattes(mattes);
        mattes_ = std::move(mattes);
    }
    return united_;
}

engine::Image StyleOverlay::marked() const {
    if (lit_) return work_.matteOf(*lit_);
    return shows_matte_ ? matte() : engine::Image();
}

}  // namespace ui
