#pragma once

#include <QWidget>

class QLabel;
class QSpinBox;
class QToolButton;

namespace ui {

/// A seed with a lock that keeps it and dice that throw another one.
class SeedField : public QWidget {
    Q_OBJECT

public:
    explicit SeedField(QWidget* parent = nullptr);

    int value() const;
    void setValue(int value);
    bool isLocked() const;
    void setLocked(bool locked);
    void roll();

Q_SIGNALS:
    void valueChanged(int value);
    void lockChanged(bool locked);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* label_;
    QSpinBox* box_;
    QToolButton* lock_;
    QToolButton* dice_;
};

}  // namespace ui
