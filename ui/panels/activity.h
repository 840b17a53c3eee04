#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace ui {

struct Workspace;

/// What is being done now, in the tool bar: words, a thin line, and the way to stop it.
class Activity : public QWidget {
    Q_OBJECT

public:
    explicit Activity(Workspace& workspace, QWidget* parent = nullptr);

    bool isBusy() const { return busy_; }

Q_SIGNALS:
    void busyChanged(bool busy);  ///< whether there is anything to show

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void tell(const QString& text, double share);  ///< share of the work done, 0…1; negative: not known
    void setBusy(bool busy);
    void stop();

    Workspace& work_;
    bool busy_ = false;
    QLabel* text_;
    QProgressBar* line_;
    QToolButton* cancel_;
};

}  // namespace ui
