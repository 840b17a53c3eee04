#pragma once

#include <QWidget>
#include <array>

#include "engine/api/skeleton.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace ui {

class PoseWork;

/// The current joint in words and numbers: which one, where it is, whether it is asked for at all. Of several
/// that are selected, instead of a place, how far they shall turn and grow together.
class JointFields : public QWidget {
    Q_OBJECT

public:
    explicit JointFields(PoseWork& work, QWidget* parent = nullptr);

    void retranslate();
    void refresh();  ///< after the pose or what is selected has changed

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* row(std::array<QLabel*, 2>& labels, std::array<QSpinBox*, 2>& fields);
    bool areSeveral() const;
    void choose(int row);
    void place();
    void turn();
    void hideOrBringBack();

    PoseWork& work_;
    QComboBox* joint_;
    std::array<QLabel*, 2> labels_;
    std::array<QSpinBox*, 2> at_;  ///< x and y, pixels of the photo
    std::array<QLabel*, 2> turn_labels_;
    std::array<QSpinBox*, 2> turn_;  ///< degrees and percent, from where the selection is
    QWidget* place_row_;
    QWidget* turn_row_;
    QPushButton* hide_;
    QLabel* note_;
    engine::JointName shown_ = engine::JointName::Nose;
};

}  // namespace ui
