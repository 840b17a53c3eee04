#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace ui {

struct Workspace;

/// Which model changes the photo: the starter where it can, or an installed checkpoint with the LoRAs that
/// are on; all tools share that one. What is not installed yet is imported, and LoRAs are switched, in the
/// models panel.
class ModelChoice : public QWidget {
    Q_OBJECT

public:
    enum class Offer { StarterToo, CheckpointsOnly };

    ModelChoice(Workspace& workspace, Offer offer, QWidget* parent = nullptr);

    bool hasCheckpoints() const;
    void open();  ///< shows what there is to choose from

Q_SIGNALS:
    void libraryWanted();  ///< to import models or switch LoRAs on

protected:
    void changeEvent(QEvent* event) override;

private:
    void chosen(int index);
    void fill();
    void refresh();

    Workspace& work_;
    const bool offers_starter_;
    QLabel* name_;
    QComboBox* choice_;
    QLabel* loras_;
    QPushButton* library_;
};

}  // namespace ui
