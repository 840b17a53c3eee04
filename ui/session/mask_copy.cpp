#include "ui/session/mask_copy.h"

#include "ui/document/document.h"

namespace ui {
namespace {

constexpr int kMaskRest = 200;  // ms without painting

}  // namespace

MaskCopy::MaskCopy(const Document& document, QObject* parent) : QObject(parent), document_(document) {
    rest_.setSingleShot(true);
    rest_.setInterval(kMaskRest);
    connect(&rest_, &QTimer::timeout, this, &MaskCopy::rested);
    connect(&document_, &Document::opened, this, [this] { copy_.reset(); });
    connect(&document_, &Document::maskChanged, this, [this] {
        copy_.reset();
        rest_.start();
    });
}

const engine::Image& MaskCopy::mask() const {
    if (!copy_) copy_ = document_.maskSnapshot();
    return *copy_;
}

}  // namespace ui
