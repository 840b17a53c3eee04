#pragma once

#include <QWidget>
#include <vector>

class QComboBox;
class QLabel;

namespace ui {

class ModelShelf;
class SettingsStore;

/// Which model serves which system, and the memory that it will need: the program's own networks as they are,
/// and the user's checkpoint to choose.
class SystemTable : public QWidget {
    Q_OBJECT

public:
    SystemTable(const ModelShelf& shelf, SettingsStore& settings, QWidget* parent = nullptr);

    void refreshMemory();  ///< what is free changes by itself

protected:
    void changeEvent(QEvent* event) override;

private:
    struct OwnLine {
        QLabel* system;
        QLabel* model;
        QLabel* memory;
    };

    void refresh();
    void fillChoice();

    const ModelShelf& shelf_;
    SettingsStore& settings_;
    std::vector<OwnLine> own_;
    QLabel* studio_;
    QComboBox* choice_;
    QLabel* studio_memory_;
};

}  // namespace ui
