#pragma once

#include <QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSpinBox;
class QTabWidget;

namespace ui {

class ActionTable;
class SettingsStore;
class SliderField;

/// Settings in three tabs; a change works at once, there is nothing to confirm.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(SettingsStore& settings, ActionTable& actions, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildGeneral();
    QWidget* buildPerformance();
    QLabel* addRow(QFormLayout* form, QWidget* field);
    void storeMaskColour();
    void storeEngine();
    void retranslate();

    SettingsStore& settings_;
    QTabWidget* tabs_;
    QComboBox* language_;
    QComboBox* theme_;
    QComboBox* surround_;
    QComboBox* mask_colour_;
    SliderField* mask_opacity_;
    QComboBox* device_;
    QComboBox* precision_;
    QSpinBox* threads_;
    QSpinBox* memory_;
    QLabel* language_label_;
    QLabel* theme_label_;
    QLabel* surround_label_;
    QLabel* mask_label_;
    QLabel* device_label_;
    QLabel* precision_label_;
    QLabel* threads_label_;
    QLabel* memory_label_;
    QLabel* note_;
    QPushButton* close_;
};

}  // namespace ui
