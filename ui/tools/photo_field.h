#pragma once

#include <QWidget>

class QFrame;
class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace ui {

class ElidedLabel;
class NoticeBar;
struct ErrorText;

/// Another photo that a tool takes something from: a button that asks for the file, what is known of it, a
/// cross, and above them why the last one is of no use. What is chosen and dropped is up to those derived.
class PhotoField : public QWidget {
    Q_OBJECT

public:
    explicit PhotoField(QWidget* parent = nullptr);

    virtual void open(const QString& path) = 0;
    void setDropping(bool dropping);  ///< a file is held over where it can be dropped

Q_SIGNALS:
    void crossed();

protected:
    /// It stands before the button.
    void setPicture(QWidget* picture);
    /// `title`: of the dialog that asks for the file.
    void setChoice(const QString& text, const QString& hint, const QString& title);
    void setStatus(const QString& status);
    void setCross(bool shown, const QString& hint);
    void tell(const ErrorText& text);  ///< with a button that asks for another file
    void clearNotice();

private:
    void choose();

    NoticeBar* notice_;
    QFrame* frame_;
    QHBoxLayout* row_;
    QPushButton* choose_;
    ElidedLabel* status_;
    QToolButton* cross_;
    QString title_;
};

}  // namespace ui
