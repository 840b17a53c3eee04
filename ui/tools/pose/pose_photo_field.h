#pragma once

#include "ui/tools/photo_field.h"

namespace ui {

class PosePhoto;

/// Takes the pose of a person in another photo, which is chosen as a file or dropped on the panel.
class PosePhotoField : public PhotoField {
    Q_OBJECT

public:
    explicit PosePhotoField(PosePhoto& donor, QWidget* parent = nullptr);

    void open(const QString& path) override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    PosePhoto& donor_;
};

}  // namespace ui
