#pragma once

#include <QFrame>
#include <QRect>

class QPushButton;

namespace ui {

/// Apply, discard, compare: floats over the picture while a result waits.
class ResultBar : public QFrame {
    Q_OBJECT

public:
    explicit ResultBar(QWidget* parent = nullptr);

Q_SIGNALS:
    void applied();
    void discarded();
    void compared(bool before);  ///< while the button is held

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QPushButton* apply_;
    QPushButton* discard_;
    QPushButton* compare_;
};

/// Where something of `size` goes beside `region` so that it stays inside `canvas` and off the `face` (empty:
/// no face known). Under the region if there is room, else above, right, left; else the corner of the canvas
/// that hides least of the face. All in the canvas's coordinates.
QRect placeBeside(QSize size, const QRect& canvas, const QRect& region, const QRect& face);

}  // namespace ui
