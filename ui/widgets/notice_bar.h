#pragma once

#include <QFrame>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace ui {

/// One sentence, one action, dismissible: how something that went wrong is told. Details can be unfolded and
/// copied. Hidden until there is something to say.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);

    /// An empty `action` shows no button, empty `details` no way to unfold them.
    void show(const QString& sentence, const QString& action, const QString& details);
    QString sentence() const;

Q_SIGNALS:
    void acted();  ///< the action was chosen; the bar has gone

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* icon_;
    QLabel* sentence_;
    QPushButton* action_;
    QPushButton* unfold_;
    QPushButton* copy_;
    QToolButton* dismiss_;
    QPlainTextEdit* details_;
};

}  // namespace ui
