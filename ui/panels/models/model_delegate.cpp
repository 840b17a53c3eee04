#include "ui/panels/models/model_delegate.h"

#include <QApplication>
#include <QPainter>

#include "ui/session/model_list_model.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

constexpr int kSide = 8;
constexpr int kIcon = 16;

}  // namespace

QSize ModelDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const int line = option.fontMetrics.lineSpacing();
    return {0, index.data(ModelListModel::HeadingRole).toBool() ? line + 14 : 2 * line + 12};
}

void ModelDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    const QPalette palette = QApplication::palette();
    const int line = option.fontMetrics.lineSpacing();
    QRect inside = option.rect.adjusted(kSide, 0, -kSide, 0);
    painter->save();
    if (index.data(ModelListModel::HeadingRole).toBool()) {
        QFont font = option.font;
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(palette.color(QPalette::PlaceholderText));
        painter->drawText(inside.adjusted(0, 0, 0, -4), Qt::AlignLeft | Qt::AlignBottom,
                          index.data().toString());
        painter->restore();
        return;
    }
    QStyleOptionViewItem frame = option;
    initStyleOption(&frame, index);
    frame.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &frame, painter, option.widget);
    const bool problem = index.data(ModelListModel::ProblemRole).toBool();
    if (problem) {
        const QRect icon(inside.right() - kIcon, inside.center().y() - kIcon / 2, kIcon, kIcon);
        themedIcon(":/icons/warning.svg").paint(painter, icon);
        inside.setRight(icon.left() - kSide);
    }
    const auto write = [&](const QString& text, int top, QPalette::ColorRole role, Qt::TextElideMode elide) {
        painter->setPen(palette.color(role));
        painter->drawText(QRect(inside.x(), top, inside.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(text, elide, inside.width()));
    };
    const int top = option.rect.y() + (option.rect.height() - 2 * line) / 2;
    write(index.data().toString(), top, problem ? QPalette::PlaceholderText : QPalette::Text,
          Qt::ElideMiddle);
    write(index.data(ModelListModel::SummaryRole).toString(), top + line, QPalette::PlaceholderText,
          Qt::ElideRight);
    painter->restore();
}

}  // namespace ui
