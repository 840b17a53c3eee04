#pragma once

#include <QDialog>

#include "engine/api/darkroom.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace ui {

class Document;
class SliderField;

/// Where and how the photo is written; at first as it came, beside the original, never over it.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    explicit ExportDialog(QWidget* parent = nullptr);

    /// Starts over for a document; `path` is the suggestion.
    void ask(const Document& document, const QString& path);

    QString path() const;
    engine::ExportOptions options() const;

Q_SIGNALS:
    void chosen();  ///< path() and options() are what the user wants; the file may exist

protected:
    void changeEvent(QEvent* event) override;

private:
    QLabel* addRow(QFormLayout* form, QWidget* field);
    void browse();
    void formatChosen();
    void pathEdited();
    void refresh();
    void retranslate();

    engine::Size photo_size_;
    QLineEdit* path_;
    QPushButton* browse_;
    QComboBox* format_;
    QComboBox* depth_;
    SliderField* quality_;
    QCheckBox* fit_;
    QSpinBox* width_;
    QSpinBox* height_;
    QComboBox* profile_;
    QCheckBox* metadata_;
    QLabel* path_label_;
    QLabel* format_label_;
    QLabel* depth_label_;
    QLabel* profile_label_;
    QLabel* why_;
    QPushButton* export_;
    QPushButton* cancel_;
};

}  // namespace ui
