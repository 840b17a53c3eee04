#pragma once

#include <QWidget>
#include <vector>

#include "ui/session/model_shelf.h"

class QCheckBox;
class QLabel;
class QVBoxLayout;

namespace ui {

class ElidedLabel;
class SettingsStore;
class SliderField;

/// One LoRA: on or off and how strongly, or why it cannot be switched on.
class LoraRow : public QWidget {
    Q_OBJECT

public:
    LoraRow(const InstalledModel& lora, SettingsStore& settings, QWidget* parent = nullptr);

    const QString& path() const { return path_; }
    void show(bool on, const QString& obstacle);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void keep();
    void shorten();

    QString path_;
    QString name_;
    SettingsStore& settings_;
    QCheckBox* on_;
    SliderField* scale_;
    QLabel* obstacle_;
};

/// The LoRAs of the library with their switches; hidden while there are none.
class LoraRows : public QWidget {
    Q_OBJECT

public:
    LoraRows(const ModelShelf& shelf, SettingsStore& settings, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void refresh();

    const ModelShelf& shelf_;
    SettingsStore& settings_;
    QLabel* heading_;
    QVBoxLayout* column_;
    std::vector<LoraRow*> rows_;
};

}  // namespace ui
