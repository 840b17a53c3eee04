#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/model_shelf.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace ui {

class ElidedLabel;

/// Everything that is known of one model.
class ModelDetails : public QWidget {
    Q_OBJECT

public:
    explicit ModelDetails(QWidget* parent = nullptr);

    void show(const InstalledModel& model);

Q_SIGNALS:
    void removeRequested();

private:
    QLabel* addLine();

    QGridLayout* grid_;
    std::vector<QLabel*> names_;
    std::vector<QLabel*> values_;
    QLabel* problem_;
    QPushButton* copy_;
    QPushButton* remove_;
    QString hash_;
};

}  // namespace ui
