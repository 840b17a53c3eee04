#pragma once

#include <QLayout>
#include <vector>

namespace ui {

/// Lays items out in a line and wraps, like words of a text.
class FlowLayout : public QLayout {
public:
    FlowLayout(int gap, int line_gap, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { items_.push_back(item); }
    int count() const override { return static_cast<int>(items_.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize minimumSize() const override;
    QSize sizeHint() const override { return minimumSize(); }
    void setGeometry(const QRect& rect) override;

private:
    int place(const QRect& rect, bool move) const;

    int gap_;
    int line_gap_;
    std::vector<QLayoutItem*> items_;
};

}  // namespace ui
