#include "ui/panels/variants/variant_delegate.h"

#include <QPainter>
#include <QPainterPath>

#include "ui/session/variant_list_model.h"

namespace ui {
namespace {

constexpr int kMargin = 4;
constexpr int kLine = 3;
constexpr double kRound = 4;
constexpr double kPale = 0.45;  // of what is not made yet

}  // namespace

void VariantDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const {
    const QPalette& palette = option.palette;
    const auto state = static_cast<EditSession::State>(index.data(VariantListModel::StateRole).toInt());
    const bool chosen = option.state.testFlag(QStyle::State_Selected);
    const QRectF frame = QRectF(option.rect).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    QPainterPath round;
    round.addRoundedRect(frame, kRound, kRound);
    painter->fillPath(round, palette.color(QPalette::Base));
    const auto picture = index.data(Qt::DecorationRole).value<QImage>();
    if (!picture.isNull()) {
        painter->setClipPath(round);
        painter->setOpacity(state == EditSession::State::Queued ? kPale : 1);
        painter->drawImage(frame, picture);
        painter->setOpacity(1);
    }
    if (state == EditSession::State::Running) {
        const double share = std::max(0.0, index.data(VariantListModel::ShareRole).toDouble());
        QRectF line(frame.left(), frame.bottom() - kLine, frame.width(), kLine);
        painter->fillRect(line, palette.color(QPalette::Mid));
        line.setWidth(line.width() * share);
        painter->fillRect(line, palette.color(QPalette::Highlight));
    }
    painter->setClipping(false);

    const QString number = index.data().toString();
    const QFontMetrics metrics(option.font);
    const QRectF badge(frame.left() + 4, frame.top() + 4,
                       std::max(metrics.horizontalAdvance(number) + 8, metrics.height()), metrics.height());
    QColor behind = palette.color(QPalette::Window);
    behind.setAlphaF(0.85f);
    painter->setPen(Qt::NoPen);
    painter->setBrush(behind);
    painter->drawRoundedRect(badge, 3, 3);
    painter->setPen(palette.color(QPalette::WindowText));
    painter->drawText(badge, Qt::AlignCenter, number);

    painter->setBrush(Qt::NoBrush);
    painter->setPen(chosen ? QPen(palette.color(QPalette::Highlight), 2)
                           : QPen(palette.color(QPalette::Mid), 1));
    painter->drawRoundedRect(frame, kRound, kRound);
    if (chosen && option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(palette.color(QPalette::WindowText), 1));
        painter->drawRoundedRect(frame.adjusted(2, 2, -2, -2), kRound - 1, kRound - 1);
    }
    painter->restore();
}

QSize VariantDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {VariantListModel::kSide + 2 * kMargin, VariantListModel::kSide + 2 * kMargin};
}

}  // namespace ui
