#pragma once

#include <QTimer>
#include <QWidget>
#include <vector>

class QToolButton;

namespace ui {

class StyleVariations;
class StyleWork;
class VariationCell;

/// The region as it is and variations of its style as small pictures: the one under the pointer is tried out
/// on the photo, a click chooses it. The last button brings others.
class VariationGrid : public QWidget {
    Q_OBJECT

public:
    VariationGrid(StyleWork& work, StyleVariations& variations, QWidget* parent = nullptr);

    void refresh();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void choose(int index);
    void tryOut(int index);

    StyleWork& work_;
    StyleVariations& variations_;
    std::vector<VariationCell*> cells_;
    QToolButton* more_;
    QTimer left_;  ///< since the pointer or the keyboard has left a picture
};

}  // namespace ui
