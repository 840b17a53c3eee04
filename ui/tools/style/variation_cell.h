#pragma once

#include <QAbstractButton>
#include <QImage>

namespace ui {

/// A small picture that can be chosen, with its name in a corner; the chosen one has a frame. Tells when the
/// pointer or the keyboard is at it.
class VariationCell : public QAbstractButton {
    Q_OBJECT

public:
    explicit VariationCell(QWidget* parent = nullptr);

    void show(const QString& name, const QImage& picture);
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return width; }

Q_SIGNALS:
    void visited(bool is_here);

protected:
    void paintEvent(QPaintEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void nextCheckState() override {}  // what is chosen is said by the work

private:
    QImage picture_;
};

}  // namespace ui
