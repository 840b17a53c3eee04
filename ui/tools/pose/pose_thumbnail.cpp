#include "ui/tools/pose/pose_thumbnail.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/session/joint_box.h"
#include "ui/tools/pose/pose_ink.h"

namespace ui {
namespace {

const QColor kGround(0x48, 0x48, 0x48);
// Logical pixels.
constexpr double kRim = 6;
constexpr double kThumbnailBone = 2;
constexpr double kThumbnailJoint = 2;
constexpr double kThumbnailCorner = 4;

}  // namespace

QPixmap poseThumbnail(const engine::Skeleton& skeleton, int side, double ratio) {
    QPixmap picture(QSize(side, side) * ratio);
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(kGround);
    painter.drawRoundedRect(QRectF(0, 0, side, side), kThumbnailCorner, kThumbnailCorner);

    std::vector<engine::JointName> all;
    for (int i = 0; i < engine::kJointCount; ++i) all.push_back(static_cast<engine::JointName>(i));
    const QRectF box = boxOf(skeleton, all);
    const double extent = std::max({box.width(), box.height(), 1.0});
    const double scale = (side - 2 * kRim) / extent;
    const auto seen = [&](engine::JointName joint) {
        const engine::ImagePoint at = skeleton[joint].at;
        return QPointF(side / 2.0, side / 2.0) + scale * (QPointF(at.x, at.y) - box.center());
    };
    for (const engine::Bone& bone : engine::bones()) {
        if (!skeleton.has(bone.from) || !skeleton.has(bone.to)) continue;
        painter.setPen(QPen(colourFrom(bone.colour), kThumbnailBone, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(seen(bone.from), seen(bone.to));
    }
    painter.setPen(Qt::NoPen);
    for (const engine::JointName joint : all) {
        if (!skeleton.has(joint)) continue;
        painter.setBrush(colourFrom(engine::colourOf(joint)));
        painter.drawEllipse(seen(joint), kThumbnailJoint, kThumbnailJoint);
    }
    return picture;
}

}  // namespace ui
