#pragma once

#include <QWidget>
#include <vector>

#include "engine/api/image.h"
#include "ui/session/places.h"

class QLabel;
class QPushButton;

namespace ui {

class EditSession;
class MaskWork;

/// The panel of the mask tools: chips for the places of a portrait (hover shows, click adds, Alt+click takes
/// away) and the changes of the whole mask.
class MaskPanel : public QWidget {
    Q_OBJECT

public:
    /// `actions` are those of the Mask menu that get a button here.
    MaskPanel(EditSession& session, MaskWork& work, const std::vector<QAction*>& actions,
              QWidget* parent = nullptr);

Q_SIGNALS:
    void hinted(const engine::Image& mask, const engine::Rect& region);  ///< null image: no chip is hovered

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Chip {
        Place place;
        QPushButton* button;
    };

    void choose(Place place, bool subtract);
    void retranslate();
    void refresh();

    EditSession& session_;
    MaskWork& work_;
    QLabel* find_;
    QLabel* state_;
    std::vector<Chip> chips_;
};

}  // namespace ui
