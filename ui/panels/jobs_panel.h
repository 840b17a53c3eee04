#pragma once

#include <QWidget>

class QLabel;
class QListView;
class QToolButton;

namespace ui {

class JobListModel;

/// The queue: what runs, what waits, what has ended; buttons act on the selected line.
class JobsPanel : public QWidget {
    Q_OBJECT

public:
    explicit JobsPanel(JobListModel& jobs, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    QToolButton* addButton(const char* icon);
    int row() const;
    void retranslate();
    void refresh();

    JobListModel& jobs_;
    QListView* list_;
    QLabel* empty_;
    QToolButton* pause_;
    QToolButton* cancel_;
    QToolButton* retry_;
    QToolButton* bring_back_;
    QToolButton* earlier_;
    QToolButton* later_;
    QToolButton* clear_;
};

}  // namespace ui
