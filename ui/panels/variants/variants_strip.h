#pragma once

#include <QWidget>

class QLabel;
class QListView;
class QToolButton;

namespace ui {

class EditSession;
class VariantListModel;

/// The variants of a run side by side while one of them is to be chosen: a click or the arrow keys show one
/// in place on the canvas. Hidden where there is nothing to choose from.
class VariantsStrip : public QWidget {
    Q_OBJECT

public:
    explicit VariantsStrip(EditSession& session, QWidget* parent = nullptr);

    void focusVariants();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void retranslate();
    void refresh();

    EditSession& session_;
    VariantListModel* variants_;
    QListView* list_;
    QLabel* state_;
    QLabel* keys_;
    QToolButton* drop_;
};

}  // namespace ui
