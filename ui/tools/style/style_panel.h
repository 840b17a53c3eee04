#pragma once

#include <QWidget>

#include "ui/widgets/runnable.h"

class QCheckBox;
class QLabel;
class QPushButton;

namespace ui {

class DonorField;
class FaceChoice;
class MaskWork;
class StyleChips;
class StyleSliders;
class StyleWork;
class VariationGrid;
struct Workspace;

/// Which region of which face, and its look. The photo follows at once: there is nothing to start, only what
/// came of it to apply.
class StylePanel : public QWidget, public Runnable {
    Q_OBJECT

public:
    explicit StylePanel(Workspace& workspace, QWidget* parent = nullptr);

    /// Tries again what could not be shown.
    void run() override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void paintOnMatte();
    void retranslate();
    void refresh();
    void refreshMatte();

    Workspace& workspace_;
    StyleWork& work_;
    QLabel* why_;
    QPushButton* again_;
    FaceChoice* face_;
    StyleChips* chips_;
    QWidget* body_;  ///< everything about the region
    VariationGrid* grid_;
    StyleSliders* sliders_;
    QPushButton* reset_;
    QPushButton* reset_all_;
    DonorField* donor_;
    QCheckBox* matte_;
    QPushButton* paint_;
    QLabel* painted_;
};

QWidget* createStylePanel(Workspace& workspace, QWidget* parent);

}  // namespace ui
