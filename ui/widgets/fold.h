#pragma once

#include <QWidget>

class QToolButton;
class QVBoxLayout;

namespace ui {

/// A heading with an arrow that shows and hides what stands below it; closed at first.
class Fold : public QWidget {
    Q_OBJECT

public:
    explicit Fold(QWidget* parent = nullptr);

    void setTitle(const QString& title);
    void setOpen(bool open);
    QVBoxLayout* content() { return content_; }

private:
    QToolButton* heading_;
    QWidget* body_;
    QVBoxLayout* content_;
};

}  // namespace ui
