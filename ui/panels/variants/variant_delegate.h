#pragma once

#include <QStyledItemDelegate>

namespace ui {

/// Draws a variant: its picture, its number, and a line for what is done of it. What is not yet there is
/// paler.
class VariantDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace ui
