#include "ui/panels/jobs_panel.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/session/job_list_model.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

/// Title, state in words, and a thin line for the steps done.
class JobDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {0, 2 * option.fontMetrics.lineSpacing() + 16};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyleOptionViewItem frame = option;
        initStyleOption(&frame, index);
        frame.text.clear();
        QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &frame, painter, option.widget);

        const QPalette palette = QApplication::palette();
        const auto state = static_cast<JobListModel::State>(index.data(JobListModel::StateRole).toInt());
        const QRect inside = option.rect.adjusted(8, 5, -8, -5);
        const int line = option.fontMetrics.lineSpacing();
        const auto write = [&](const QString& text, int top, const QColor& colour) {
            painter->setPen(colour);
            painter->drawText(QRect(inside.x(), top, inside.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                              option.fontMetrics.elidedText(text, Qt::ElideRight, inside.width()));
        };
        const bool ended = state == JobListModel::State::Finished || state == JobListModel::State::Cancelled;
        const bool variant = index.data(JobListModel::VariantRole).toBool();
        painter->save();
        write(index.data().toString(), inside.y(),
              palette.color(ended && !variant ? QPalette::PlaceholderText : QPalette::Text));
        write(index.data(JobListModel::StatusRole).toString(), inside.y() + line,
              palette.color(variant ? QPalette::Link : QPalette::PlaceholderText));
        const int steps = index.data(JobListModel::StepsRole).toInt();
        if (state == JobListModel::State::Running && steps > 0) {
            const int step = std::clamp(index.data(JobListModel::StepRole).toInt(), 0, steps);
            const QRect track(inside.x(), option.rect.bottom() - 4, inside.width(), 2);
            painter->fillRect(track, palette.color(QPalette::Mid));
            painter->fillRect(QRect(track.topLeft(), QSize(track.width() * step / steps, 2)),
                              palette.color(QPalette::Highlight));
        }
        painter->restore();
    }
};

}  // namespace

JobsPanel::JobsPanel(JobListModel& jobs, QWidget* parent)
    : QWidget(parent), jobs_(jobs), list_(new QListView), empty_(new QLabel) {
    setObjectName("panel");
    setAttribute(Qt::WA_StyledBackground);
    empty_->setProperty("role", "dim");
    empty_->setWordWrap(true);
    list_->setModel(&jobs_);
    list_->setItemDelegate(new JobDelegate(list_));
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(4);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(2);
    pause_ = addButton(":/icons/pause.svg");
    cancel_ = addButton(":/icons/cancel.svg");
    retry_ = addButton(":/icons/rerun.svg");
    bring_back_ = addButton(":/icons/bring_back.svg");
    earlier_ = addButton(":/icons/up.svg");
    later_ = addButton(":/icons/down.svg");
    clear_ = addButton(":/icons/trash.svg");
    for (QToolButton* button : {pause_, cancel_, retry_, bring_back_, earlier_, later_})
        buttons->addWidget(button);
    buttons->addStretch();
    buttons->addWidget(clear_);
    all->addWidget(empty_, 1, Qt::AlignTop);
    all->addWidget(list_, 1);
    all->addLayout(buttons);

    connect(pause_, &QToolButton::clicked, this, [this] { jobs_.setPaused(!jobs_.isPaused()); });
    connect(cancel_, &QToolButton::clicked, this, [this] { jobs_.cancel(row()); });
    connect(retry_, &QToolButton::clicked, this, [this] { jobs_.retry(row()); });
    connect(bring_back_, &QToolButton::clicked, this, [this] { jobs_.bringBack(row()); });
    connect(earlier_, &QToolButton::clicked, this, [this] { jobs_.move(row(), -1); });
    connect(later_, &QToolButton::clicked, this, [this] { jobs_.move(row(), 1); });
    connect(clear_, &QToolButton::clicked, this, [this] { jobs_.clearEnded(); });
    connect(list_, &QListView::doubleClicked, this, [this] { jobs_.bringBack(row()); });
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &JobsPanel::refresh);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved}) {
        connect(&jobs_, signal, this, &JobsPanel::refresh);
    }
    connect(&jobs_, &QAbstractItemModel::rowsMoved, this, &JobsPanel::refresh);
    connect(&jobs_, &QAbstractItemModel::dataChanged, this, &JobsPanel::refresh);
    connect(&jobs_, &JobListModel::pausedChanged, this, &JobsPanel::retranslate);
    retranslate();
}

QToolButton* JobsPanel::addButton(const char* icon) {
    auto* button = new QToolButton(this);
    button->setIcon(themedIcon(icon));
    button->setIconSize({16, 16});
    return button;
}

int JobsPanel::row() const {
    return list_->currentIndex().row();
}

void JobsPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        jobs_.retranslate();
        retranslate();
    }
    QWidget::changeEvent(event);
}

void JobsPanel::retranslate() {
    setAccessibleName(tr("Jobs"));
    list_->setAccessibleName(tr("Jobs"));
    empty_->setText(tr("Nothing to do."));
    const auto name = [](QToolButton* button, const QString& text) {
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    pause_->setIcon(themedIcon(jobs_.isPaused() ? ":/icons/play.svg" : ":/icons/pause.svg"));
    name(pause_, jobs_.isPaused() ? tr("Resume") : tr("Pause: no waiting job starts"));
    name(cancel_, tr("Cancel"));
    name(retry_, tr("Retry"));
    name(bring_back_, tr("Show this result again"));
    name(earlier_, tr("Run earlier"));
    name(later_, tr("Run later"));
    name(clear_, tr("Clear finished"));
    refresh();
}

void JobsPanel::refresh() {
    cancel_->setEnabled(jobs_.canCancel(row()));
    retry_->setEnabled(jobs_.canRetry(row()));
    bring_back_->setEnabled(jobs_.canBringBack(row()));
    earlier_->setEnabled(jobs_.canMove(row(), -1));
    later_->setEnabled(jobs_.canMove(row(), 1));
    clear_->setEnabled(jobs_.hasEnded());
    const bool empty = jobs_.rowCount() == 0;
    empty_->setVisible(empty);
    list_->setVisible(!empty);
}

}  // namespace ui
