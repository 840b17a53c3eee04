#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace ui {

struct Workspace;

/// Which model changes the photo: the starter, or an installed checkpoint with the LoRAs that are on. What is
/// not installed yet is imported, and LoRAs are switched, in the models panel.
class ModelChoice : public QWidget {
    Q_OBJECT

public:
    explicit ModelChoice(Workspace& workspace, QWidget* parent = nullptr);

    bool hasCheckpoints() const;
    void open();  ///< shows what there is to choose from

protected:
    void changeEvent(QEvent* event) override;

private:
    void chosen(int index);
    void refresh();

    Workspace& work_;
    QLabel* name_;
    QComboBox* choice_;
    QLabel* loras_;
    QPushButton* library_;
};

}  // namespace ui
