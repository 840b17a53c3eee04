#include "ui/session/mask_copy.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "ui/document/document.h"
#include "ui/document/mask_operations.h"

namespace ui {
namespace {

constexpr int kMaskRest = 200;         // ms without painting
constexpr int kBytesAtOnce = 1 << 20;  // less than a millisecond, new memory included

}  // namespace

MaskCopy::MaskCopy(const Document& document, QObject* parent) : QObject(parent), document_(document) {
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &MaskCopy::copyRows);
    connect(&document_, &Document::opened, this, [this] {
        timer_.stop();
        next_.reset();
        use_ = nullptr;
        copy_ = {};
    });
    connect(&document_, &Document::maskChanged, this, &MaskCopy::follow);
}

/// Painting goes on: what has been copied of the mask is old.
void MaskCopy::follow() {
    next_.reset();
    timer_.start(kMaskRest);
}

void MaskCopy::withMask(QObject* user, Use use) {
    user_ = user;
    use_ = std::move(use);
    if (timer_.isActive()) {
        copyRows();
    } else {
        handOut();
    }
}

void MaskCopy::handOut() {
    const Use use = std::exchange(use_, nullptr);
    if (use && user_) use(copy_);
}

void MaskCopy::copyRows() {
    const QImage& mask = document_.mask();
    if (!next_) {
        next_.emplace(engine::Size{mask.width(), mask.height()}, 1, engine::PixelType::U8);
        rows_ = 0;
        is_black_ = true;
    }
    const int end = std::min(mask.height(), rows_ + std::max(1, kBytesAtOnce / std::max(1, mask.width())));
    for (; rows_ < end; ++rows_) {
        const uchar* row = mask.constScanLine(rows_);
        is_black_ = is_black_ && isBlackRow(row, mask.width());
        std::memcpy(next_->row<uchar>(rows_), row, next_->rowBytes());
    }
    if (rows_ < mask.height()) {
        timer_.start(0);
        return;
    }
    timer_.stop();
    engine::Image copied = std::move(*std::exchange(next_, std::nullopt)).finish();
    copy_ = is_black_ ? engine::Image() : std::move(copied);
    Q_EMIT rested();
    handOut();
}

}  // namespace ui
