#pragma once

#include <QObject>
#include <functional>

#include "engine/api/geometry.h"
#include "ui/panels/result_bar.h"

class QLabel;

namespace ui {

class EditSession;

/// What floats over the picture: the preview's badge while a job runs, apply and discard when its result
/// waits.
class PictureOverlay : public QObject {
    Q_OBJECT

public:
    /// `to_view` turns a rectangle of the photo into one of `canvas`, as it is shown now.
    PictureOverlay(EditSession& session, QWidget* canvas, std::function<QRect(const engine::Rect&)> to_view);

    ResultBar& bar() { return *bar_; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void refresh();
    void place();

    EditSession& session_;
    QWidget* canvas_;
    std::function<QRect(const engine::Rect&)> to_view_;
    ResultBar* bar_;
    QLabel* badge_;
};

}  // namespace ui
