#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui {

class SettingsStore;

/// What the empty canvas shows: a place to drop a portrait, recent files, the sample, and what the program
/// does.
class StartPage : public QWidget {
    Q_OBJECT

public:
    /// `sample` is the path of the sample portrait; empty: none is there.
    StartPage(SettingsStore& settings, const QString& sample, QWidget* parent = nullptr);

Q_SIGNALS:
    void openRequested();
    void fileChosen(const QString& path);
    void systemChosen(const QString& tool);  ///< a card was clicked

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Card {
        QPushButton* button;
        QLabel* title;
        QLabel* sentence;
    };

    Card addCard(const QString& illustration, const QString& tool);
    void fillRecent();
    void retranslate();

    SettingsStore& settings_;
    QString sample_path_;
    QLabel* title_;
    QLabel* formats_;
    QPushButton* open_;
    QPushButton* sample_;
    QLabel* recent_title_;
    QVBoxLayout* recent_;
    Card shadows_;
    Card harmonise_;
    Card style_;
    Card describe_;
    Card pose_;
};

}  // namespace ui
