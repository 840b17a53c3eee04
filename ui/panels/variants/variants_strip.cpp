#include "ui/panels/variants/variants_strip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/panels/variants/variant_delegate.h"
#include "ui/session/variant_list_model.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

constexpr int kListHeight = VariantListModel::kSide + 20;  // with a scroll bar below them
constexpr int kWordsWidth = 168;

}  // namespace

VariantsStrip::VariantsStrip(EditSession& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      variants_(new VariantListModel(session, this)),
      list_(new QListView),
      state_(new QLabel),
      keys_(new QLabel),
      drop_(new QToolButton) {
    setObjectName("variantsStrip");
    setAttribute(Qt::WA_StyledBackground);
    list_->setObjectName("variants");
    list_->setModel(variants_);
    list_->setItemDelegate(new VariantDelegate(list_));
    list_->setFlow(QListView::LeftToRight);
    list_->setWrapping(false);
    list_->setUniformItemSizes(true);
    list_->setSelectionMode(QAbstractItemView::SingleSelection);
    list_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    list_->setFixedHeight(kListHeight);
    list_->setFrameShape(QFrame::NoFrame);
    state_->setProperty("role", "heading");
    keys_->setProperty("role", "dim");
    keys_->setWordWrap(true);
    keys_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    drop_->setIcon(themedIcon(":/icons/cancel.svg"));
    drop_->setIconSize({14, 14});
    drop_->setFocusPolicy(Qt::StrongFocus);

    auto* heading = new QHBoxLayout;
    heading->addWidget(state_, 1);
    heading->addWidget(drop_);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addLayout(heading);
    words->addWidget(keys_, 1);
    auto* side = new QWidget;
    side->setLayout(words);
    words->setContentsMargins(0, 2, 0, 2);
    side->setFixedWidth(kWordsWidth);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(12);
    row->addWidget(list_, 1);
    row->addWidget(side);

    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid() && current.row() != variants_->shownRow()) {
                    session_.show(variants_->jobAt(current.row()));
                }
            });
    connect(drop_, &QToolButton::clicked, this, [this] {
        session_.cancel();
        session_.discard();
    });
    connect(variants_, &QAbstractItemModel::dataChanged, this, &VariantsStrip::refresh);
    connect(variants_, &QAbstractItemModel::modelReset, this, &VariantsStrip::refresh);
    retranslate();
}

void VariantsStrip::focusVariants() {
    list_->setFocus(Qt::OtherFocusReason);
}

void VariantsStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void VariantsStrip::showEvent(QShowEvent* event) {
    variants_->setScale(devicePixelRatioF());
    QWidget::showEvent(event);
}

void VariantsStrip::retranslate() {
    setAccessibleName(tr("Variants"));
    list_->setAccessibleName(tr("Variants"));
    keys_->setText(tr("Arrow keys show one, Enter applies it, Esc drops all."));
    drop_->setToolTip(tr("Drop all variants"));
    drop_->setAccessibleName(tr("Drop all variants"));
    variants_->retranslate();
    refresh();
}

void VariantsStrip::refresh() {
    const int count = variants_->rowCount();
    const int ready = variants_->ready();
    state_->setText(ready == count ? tr("%1 variants").arg(count)
                                   : tr("%1 of %2 ready").arg(ready).arg(count));
    const QModelIndex shown = variants_->index(variants_->shownRow(), 0);
    if (shown.isValid() && list_->currentIndex() != shown) list_->setCurrentIndex(shown);
    setVisible(count > 1);
}

}  // namespace ui
