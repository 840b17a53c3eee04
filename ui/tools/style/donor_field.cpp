#include "ui/tools/style/donor_field.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QToolButton>
#include <utility>

#include "ui/session/edit_session.h"
#include "ui/session/error_text.h"
#include "ui/session/pool_task.h"
#include "ui/session/small_picture.h"
#include "ui/session/style_text.h"
#include "ui/session/style_work.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

constexpr int kDonorSide = 24;  // logical pixels of its picture

}  // namespace

DonorField::DonorField(StyleWork& work, EditSession& session, QWidget* parent)
    : PhotoField(parent), work_(work), session_(session), reader_(session.darkroom()), use_(new QToolButton) {
    setAcceptDrops(true);
    use_->setObjectName("donorPicture");
    use_->setCheckable(true);
    use_->setIconSize({kDonorSide, kDonorSide});
    use_->setFocusPolicy(Qt::StrongFocus);
    setPicture(use_);
    connect(this, &PhotoField::crossed, this, &DonorField::remove);
    connect(use_, &QToolButton::clicked, this, &DonorField::use);
    connect(&reader_, &PhotoReader::opened, this, [this](const engine::Photo& photo) {
        read_ = photo;
        work_.takeFrom(photo);
        refresh();
    });
    connect(&reader_, &PhotoReader::failed, this, [this](const engine::Error& error) {
        tell(errorText("open", error));
        refresh();
    });
    connect(&session_.document(), &Document::opened, &reader_, &PhotoReader::cancel);
    refresh();
}

void DonorField::open(const QString& path) {
    clearNotice();
    reader_.open(path);
    refresh();
}

/// The region takes the donor's style, or its own back.
void DonorField::use() {
    engine::RegionStyle region = work_.now().of(work_.part());
    if (region.from == engine::StyleFrom::Donor) {
        region.from = engine::StyleFrom::Own;
        work_.setRegion(region, work_.newGesture());
    } else {
        work_.takeFrom(work_.now().donor);
    }
    refresh();
}

void DonorField::remove() {
    reader_.cancel();
    work_.dropDonor();
    refresh();
}

void DonorField::dragEnterEvent(QDragEnterEvent* event) {
    const auto urls = event->mimeData()->urls();
    if (urls.size() != 1 || !urls.front().isLocalFile() || !isEnabled()) return;
    event->acceptProposedAction();
    setDropping(true);
}

void DonorField::dragLeaveEvent(QDragLeaveEvent*) {
    setDropping(false);
}

void DonorField::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    setDropping(false);
    open(event->mimeData()->urls().front().toLocalFile());
}

void DonorField::tellRefusal() {
    const auto& refusal = work_.refusal();
    if (std::exchange(told_, refusal.has_value()) == refusal.has_value()) return;
    if (!refusal) {
        clearNotice();
        return;
    }
    ErrorText text = errorText("style", *refusal);
    if (refusal->code != engine::ErrorCode::NoFace) {
        text.sentence =
            tr("%1 cannot be found in the other photo. Choose another one.").arg(partTitle(work_.part()));
    }
    tell(text);
}

void DonorField::refresh() {
    tellRefusal();
    const engine::Photo& donor = work_.now().donor;
    const bool has = !donor.isNull();
    if (!isSamePhoto(donor, pictured_)) {
        pictured_ = donor;
        picture();
    }
    const bool named = has && isSamePhoto(donor, read_);
    const QString file = QFileInfo(reader_.path()).fileName();
    const QString title = partTitle(work_.part());
    const bool takes = work_.now().of(work_.part()).from == engine::StyleFrom::Donor;
    setChoice(has ? tr("Change…") : tr("Take style from…"),  // the name needs the room
              tr("Give the region the style of another person's photo. A photo can also be dropped here."),
              tr("Choose a photo to take the style from"));
    setStatus(reader_.isReading() ? tr("Reading %1…").arg(file)
              : named             ? file
              : has               ? tr("Another photo")
                                  : tr("or drop one here"));
    use_->setVisible(has);
    use_->setChecked(takes);
    use_->setToolTip(takes ? tr("%1 has the style of this photo. A click gives it its own back.").arg(title)
                           : tr("Give %1 the style of this photo.").arg(title));
    use_->setAccessibleName(use_->toolTip());
    setCross(has || reader_.isReading(), tr("Without the other photo"));
}

void DonorField::picture() {
    const quint64 ticket = ++ticket_;
    use_->setIcon(themedIcon(":/icons/image.svg"));
    if (pictured_.isNull()) return;
    const double ratio = devicePixelRatioF();
    runInPool(
        pool_, this,
        [&darkroom = session_.darkroom(), photo = pictured_,
         view = squareAround(engine::wholeOf(pictured_.size()), 1, pictured_.size()),
         side = static_cast<int>(kDonorSide * ratio)] {
            return smallPicture(darkroom, photo, {}, view, side);
        },
        [this, ticket, ratio](QImage picture) {
            if (ticket != ticket_ || picture.isNull()) return;
            picture.setDevicePixelRatio(ratio);
            use_->setIcon(QPixmap::fromImage(picture));
        });
}

}  // namespace ui
