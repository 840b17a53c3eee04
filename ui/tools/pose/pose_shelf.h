#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace ui {

class PoseLibrary;
class PoseWork;

/// The saved poses as pictures to choose from, and what keeps the present one under a name.
class PoseShelf : public QWidget {
    Q_OBJECT

public:
    PoseShelf(PoseWork& work, PoseLibrary& library, QWidget* parent = nullptr);

    void retranslate();
    void refresh();  ///< after the pose has changed

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void take();
    void askName();
    void leaveName();
    void keep();
    void removeOrBringBack();
    QString chosen() const;  ///< path of the pose in the list
    void refreshName();
    void refreshButtons();

    PoseWork& work_;
    PoseLibrary& library_;
    QListWidget* list_;
    QLabel* note_;
    QWidget* buttons_;
    QPushButton* save_;
    QPushButton* remove_;
    QWidget* name_row_;
    QLineEdit* name_;
    QPushButton* keep_;
    QPushButton* leave_;
    QString wanted_;  ///< path of the pose that shall be chosen as soon as it is there
};

}  // namespace ui
