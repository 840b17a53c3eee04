#pragma once

#include <QWidget>

#include "engine/api/geometry.h"
#include "engine/api/image.h"
#include "ui/panels/prompt/prompt_edit.h"

class QComboBox;
class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

class Fold;
struct Workspace;

/// Words under the picture: what to change, how many results, where it will be changed, and what the model
/// does not understand of it, all before anything runs.
class PromptBox : public QWidget {
    Q_OBJECT

public:
    explicit PromptBox(Workspace& workspace, QWidget* parent = nullptr);

    void focusWords();
    bool hasWordsFocus() const;

Q_SIGNALS:
    void entered();  ///< Enter in the box, or its button
    void runAsked();
    void drawWanted();    ///< the region is to be painted
    void modelsWanted();  ///< there is no checkpoint to choose yet
    /// The place that was found, to be shown over the picture; null: nothing to show.
    void hinted(const engine::Image& mask, const engine::Rect& region);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// One line about the words, and whether another model is the way out.
    struct Remark {
        QString text;
        bool other_model = false;
    };

    void build();
    void level();
    void retranslate();
    void refresh();
    void refreshPlace();
    void refreshRemark();
    void hint();
    Remark remark() const;
    std::vector<Completion> completionsFor(const QString& before_cursor) const;
    void editFound();

    Workspace& work_;
    PromptEdit* words_;
    QToolButton* templates_;
    QComboBox* variants_;
    QToolButton* dice_;
    QPushButton* run_;
    QLabel* place_;
    QPushButton* edit_mask_;
    QPushButton* draw_;
    QLabel* tokens_;
    QWidget* remark_row_;
    QLabel* remark_icon_;
    QLabel* remark_;
    QPushButton* other_model_;
    Fold* negative_fold_;
    PromptEdit* negative_;
    bool weight_refused_ = false;
    bool shortened_ = false;
    bool points_at_place_ = false;
    bool hinting_ = false;
    engine::Image hinted_;
};

}  // namespace ui
