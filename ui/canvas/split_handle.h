#pragma once

#include <QWidget>

namespace ui {

/// The divider between before and after: dragged with the pointer or, focused, moved with the arrow keys.
/// Lives inside the canvas and spans its height; its middle column is where the two meet.
class SplitHandle : public QWidget {
    Q_OBJECT

public:
    static constexpr int kWidth = 15;

    explicit SplitHandle(QWidget* canvas);

    double fraction() const { return fraction_; }  ///< of the canvas's width, 0…1
    void setFraction(double fraction);
    void follow();         ///< after the canvas changed its size
    int position() const;  ///< the column of the canvas where "after" begins

Q_SIGNALS:
    void moved(int from, int to);  ///< columns of the canvas

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    double fraction_ = 0.5;
    int grip_ = 0;
};

}  // namespace ui
