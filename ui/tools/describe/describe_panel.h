#pragma once

#include <QWidget>

#include "ui/tools/model_choice.h"
#include "ui/widgets/runnable.h"

class QComboBox;
class QLabel;

namespace ui {

class DescribeWork;
class Fold;
class NoticeBar;
class SeedField;
class SliderField;
struct Workspace;

/// How words are turned into a change: strength, and under "More" what only some need.
class DescribePanel : public QWidget, public Runnable {
    Q_OBJECT

public:
    explicit DescribePanel(Workspace& workspace, QWidget* parent = nullptr);

    void run() override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildMore();
    void keep();
    void retranslate();
    void refresh();
    void chooseModel();
    void tellOfTemplates();

    Workspace& work_;
    NoticeBar* notice_;
    QLabel* about_;
    SliderField* strength_;
    Fold* more_;
    ModelChoice* model_;
    SliderField* guidance_;
    SliderField* steps_;
    QLabel* scheduler_name_;
    QComboBox* scheduler_;
    SeedField* seed_;
    bool refreshing_ = false;
};

}  // namespace ui
