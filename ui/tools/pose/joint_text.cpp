#include "ui/tools/pose/joint_text.h"

#include <QCoreApplication>

namespace ui {

QString jointTitle(engine::JointName joint) {
    static constexpr const char* kTitles[engine::kJointCount] = {
        QT_TRANSLATE_NOOP("Joints", "Nose"),           QT_TRANSLATE_NOOP("Joints", "Neck"),
        QT_TRANSLATE_NOOP("Joints", "Right shoulder"), QT_TRANSLATE_NOOP("Joints", "Right elbow"),
        QT_TRANSLATE_NOOP("Joints", "Right wrist"),    QT_TRANSLATE_NOOP("Joints", "Left shoulder"),
        QT_TRANSLATE_NOOP("Joints", "Left elbow"),     QT_TRANSLATE_NOOP("Joints", "Left wrist"),
        QT_TRANSLATE_NOOP("Joints", "Right hip"),      QT_TRANSLATE_NOOP("Joints", "Right knee"),
        QT_TRANSLATE_NOOP("Joints", "Right ankle"),    QT_TRANSLATE_NOOP("Joints", "Left hip"),
        QT_TRANSLATE_NOOP("Joints", "Left knee"),      QT_TRANSLATE_NOOP("Joints", "Left ankle"),
        QT_TRANSLATE_NOOP("Joints", "Right eye"),      QT_TRANSLATE_NOOP("Joints", "Left eye"),
        QT_TRANSLATE_NOOP("Joints", "Right ear"),      QT_TRANSLATE_NOOP("Joints", "Left ear")};
    return QCoreApplication::translate("Joints", kTitles[static_cast<std::size_t>(joint)]);
}

}  // namespace ui
