#include "ui/widgets/face_choice.h"

#include <QEvent>
#include <QSignalBlocker>

#include "ui/widgets/wheel_to_panel.h"

namespace ui {

FaceChoice::FaceChoice(QWidget* parent) : QComboBox(parent) {
    leaveWheelToPanel(this);
    retranslate();
    hide();
}

void FaceChoice::show(int faces, int face) {
    const QSignalBlocker quiet(this);
    if (count() != faces) {
        clear();
        for (int i = 0; i < faces; ++i) addItem(QString());
        retranslate();
    }
    setCurrentIndex(face < faces ? face : -1);
    setVisible(faces > 1);
}

void FaceChoice::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QComboBox::changeEvent(event);
}

void FaceChoice::retranslate() {
    setAccessibleName(tr("Face"));
    for (int i = 0; i < count(); ++i) setItemText(i, tr("Face %1 of %2").arg(i + 1).arg(count()));
}

}  // namespace ui
