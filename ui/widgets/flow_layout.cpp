#include "ui/widgets/flow_layout.h"

#include <algorithm>

namespace ui {

FlowLayout::FlowLayout(int gap, int line_gap, QWidget* parent)
    : QLayout(parent), gap_(gap), line_gap_(line_gap) {
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout() {
    for (QLayoutItem* item : items_) delete item;
}

QLayoutItem* FlowLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? items_[index] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
    QLayoutItem* item = itemAt(index);
    if (item) items_.erase(items_.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const {
    const QMargins margins = contentsMargins();
    const int sides = margins.left() + margins.right();
    return place({0, 0, width - sides, 0}, false) + margins.top() + margins.bottom();
}

QSize FlowLayout::minimumSize() const {
    QSize size;
    for (const QLayoutItem* item : items_) size = size.expandedTo(item->minimumSize());
    const QMargins margins = contentsMargins();
    return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    place(rect.marginsRemoved(contentsMargins()), true);
}

/// Height that the items need; moves them when asked to. Items of a line share its middle.
int FlowLayout::place(const QRect& rect, bool move) const {
    int y = rect.y();
    std::size_t first = 0;
    while (first < items_.size()) {
        int width = 0;
        int height = 0;
        std::size_t end = first;
        for (; end < items_.size(); ++end) {
            if (items_[end]->isEmpty()) continue;
            const QSize size = items_[end]->sizeHint();
            if (width > 0 && width + gap_ + size.width() > rect.width()) break;
            width += (width > 0 ? gap_ : 0) + size.width();
            height = std::max(height, size.height());
        }
        int x = rect.x();
        for (std::size_t i = first; move && i < end; ++i) {
            if (items_[i]->isEmpty()) continue;
            const QSize size = items_[i]->sizeHint();
            items_[i]->setGeometry({{x, y + (height - size.height()) / 2}, size});
            x += size.width() + gap_;
        }
        y += height + (end < items_.size() ? line_gap_ : 0);
        first = end;
    }
    return y - rect.y();
}

}  // namespace ui
