#pragma once

#include <QStringList>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QFrame;
class QLabel;
class QListView;
class QPushButton;

namespace ui {

class ImportRows;
class LoraRows;
class ModelDetails;
class ModelListModel;
class ModelShelf;
class NoticeBar;
class SettingsStore;
class SystemTable;

/// The models on this machine: what is installed, what is being brought in, and what is used for what. Files
/// and folders can be dropped anywhere on it.
class ModelsPanel : public QWidget {
    Q_OBJECT

public:
    ModelsPanel(ModelShelf& shelf, SettingsStore& settings, QWidget* parent = nullptr);

    /// By link or by copy, as was chosen last.
    void import(const QStringList& paths);
    void chooseFiles();
    void chooseFolder();
    void focusFirst();  ///< the list, or what fills it

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;  ///< wide enough for its words, which differ in length

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildImport();
    QWidget* buildEmpty();
    void connectShelf();
    QString current() const;
    void select(const QString& path);
    void showCurrent();
    void refresh();
    void askRemove();
    void tellRemoved(const QString& name, bool was_linked);
    void setDropping(bool dropping);
    void retranslate();

    ModelShelf& shelf_;
    SettingsStore& settings_;
    ModelListModel* models_;
    QWidget* page_;  ///< what scrolls
    NoticeBar* notice_;
    QPushButton* files_;
    QPushButton* folder_;
    QLabel* mode_name_;
    QComboBox* mode_;
    ImportRows* imports_;
    QFrame* empty_;
    QLabel* empty_title_;
    QLabel* empty_text_;
    QListView* list_;
    ModelDetails* details_;
    QLabel* in_use_;
    SystemTable* systems_;
    LoraRows* loras_;
    QString selected_;  ///< path; kept while the list is read anew
    QString removing_;  ///< path of the model that the notice asks about; empty: it asks nothing
    QTimer memory_;     ///< looks at the free memory while the panel is seen
};

}  // namespace ui
