#pragma once

#include <QComboBox>

namespace ui {

/// Which of several faces is meant, "Face 1 of 2", counted from the largest; hidden where there is no choice.
class FaceChoice : public QComboBox {
    Q_OBJECT

public:
    explicit FaceChoice(QWidget* parent = nullptr);

    /// `face` is the one that is chosen, from 0.
    void show(int faces, int face);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
};

}  // namespace ui
