#pragma once

#include <QLabel>

namespace ui {

/// One line of text that is shortened in its middle where there is no room, so that the beginning and the end
/// of a file's name stay readable; the tool tip shows all of it then.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setFullText(const QString& text);
    const QString& fullText() const { return full_; }
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void shorten();

    QString full_;
};

}  // namespace ui
