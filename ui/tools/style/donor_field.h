#pragma once

#include "ui/session/photo_reader.h"
#include "ui/tools/photo_field.h"

class QToolButton;

namespace ui {

class EditSession;
class StyleWork;

/// Another person's photo whose style regions can take: chosen as a file or dropped here; read off the GUI
/// thread.
class DonorField : public PhotoField {
    Q_OBJECT

public:
    DonorField(StyleWork& work, EditSession& session, QWidget* parent = nullptr);

    void open(const QString& path) override;
    void refresh();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void use();
    void remove();
    void picture();
    void tellRefusal();

    StyleWork& work_;
    EditSession& session_;
    PhotoReader reader_;
    QToolButton* use_;        ///< the donor's picture
    engine::Photo read_;      ///< the one that path() of the reader is about
    engine::Photo pictured_;  ///< the one that the picture shows, or will
    bool told_ = false;       ///< why the donor is refused
    quint64 ticket_ = 0;
    QThreadPool pool_;  ///< last: waits for its task before anything above goes
};

}  // namespace ui
