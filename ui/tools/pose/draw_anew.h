#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

class Fold;
class ModelChoice;
class PoseStudio;
class SeedField;
class SliderField;
struct Workspace;

/// Has a checkpoint of the user's own draw the pose anew: which one, how strongly, and under "More" what only
/// some need. Without any it says what it takes.
class DrawAnew : public QWidget {
    Q_OBJECT

public:
    explicit DrawAnew(Workspace& workspace, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildControls();
    void chooseModel();
    void keep();
    void draw();
    void retranslate();
    void fillControlNets();
    void refresh();
    void refreshButton();

    Workspace& workspace_;
    PoseStudio& studio_;
    QLabel* about_;
    QPushButton* import_;
    QWidget* controls_;  ///< everything below, where a checkpoint is installed
    ModelChoice* model_;
    QLabel* controlnet_name_;
    QComboBox* controlnet_;
    SliderField* strength_;
    Fold* more_;
    SliderField* steps_;
    SliderField* guidance_;
    QLabel* prompt_name_;
    QLineEdit* prompt_;
    SeedField* seed_;
    QPushButton* draw_;
    QLabel* why_;
    bool refreshing_ = false;
};

}  // namespace ui
