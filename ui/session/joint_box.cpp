#include "ui/session/joint_box.h"

#include <algorithm>
#include <utility>

namespace ui {

QRectF boxOf(const engine::Skeleton& skeleton, std::span<const engine::JointName> joints) {
    QRectF box;
    bool is_first = true;
    for (const engine::JointName joint : joints) {
        if (!skeleton.has(joint)) continue;
        const QPointF at(skeleton[joint].at.x, skeleton[joint].at.y);
        // Not united(): that forgets a rectangle without width or height.
        box = std::exchange(is_first, false)
                  ? QRectF(at, at)
                  : QRectF(QPointF(std::min(box.left(), at.x()), std::min(box.top(), at.y())),
                           QPointF(std::max(box.right(), at.x()), std::max(box.bottom(), at.y())));
    }
    return box;
}

}  // namespace ui
