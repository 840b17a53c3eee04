#pragma once

#include <QLabel>
#include <QTimer>
#include <QWidget>

#include "engine/api/image.h"

namespace ui {

struct Workspace;

/// The status bar: the photo's size, depth and profile; place and value under the pointer; device and memory.
class StatusFields : public QWidget {
    Q_OBJECT

public:
    explicit StatusFields(Workspace& workspace, QWidget* parent = nullptr);

    void showPointer(const engine::ImagePoint& at, const QString& pixel);

protected:
    void changeEvent(QEvent* event) override;

private:
    void describePhoto();
    void describeMachine();

    Workspace& work_;
    QLabel* photo_;
    QLabel* pointer_;
    QLabel* machine_;
    QTimer timer_;
};

/// Bytes of memory the process occupies; 0 where the system does not say.
qint64 residentMemory();

/// What a profile calls itself; sRGB for null.
QString profileName(const engine::IccProfile& profile);

}  // namespace ui
