#include "ui/session/mask_work.h"

#include <cmath>
#include <cstring>
#include <new>
#include <string>

#include "ui/document/commands.h"
#include "ui/document/mask_operations.h"
#include "ui/session/edit_session.h"
#include "ui/session/pool_task.h"

namespace ui {

using engine::Error;
using engine::ErrorCode;
using engine::Result;

namespace {

engine::Image pixelsOf(const QImage& mask) {
    engine::ImageBuilder pixels({mask.width(), mask.height()}, 1, engine::PixelType::U8);
    for (int y = 0; y < mask.height(); ++y) {
        std::memcpy(pixels.row<std::uint8_t>(y), mask.constScanLine(y), std::size_t(mask.width()));
    }
    return std::move(pixels).finish();
}

/// A smaller or larger picture of the same photo has its shape, rounding aside; a mask of another photo has
/// not.
bool sameShape(engine::Size mask, engine::Size photo) {
    const double across = double(mask.width) / photo.width, down = double(mask.height) / photo.height;
    const double rounding = 1.0 / photo.width + 1.0 / photo.height + 0.5 / mask.width + 0.5 / mask.height;
    return std::abs(across / down - 1) <= rounding + 0.002;
}

std::string sizeText(engine::Size size) {
    return std::to_string(size.width) + " × " + std::to_string(size.height);
}

}  // namespace

MaskWork::MaskWork(EditSession& session, QObject* parent) : QObject(parent), session_(session) {
    pool_.setMaxThreadCount(1);
    const auto drop = [this] {
        ++ticket_;
        setBusy(false);
    };
    connect(&session_.document(), &Document::maskChanged, this, drop);
    connect(&session_.document(), &Document::opened, this, drop);
}

void MaskWork::invert() {
    const engine::Size size = session_.document().size();
    run(tr("Invert mask"), [mask = session_.document().mask(), size]() -> Result<QImage> {
        if (!mask.isNull()) return invertMask(mask);
        QImage white(size.width, size.height, QImage::Format_Grayscale8);
        white.fill(255);
        return white;
    });
}

void MaskWork::clear() {
    Document& document = session_.document();
    if (document.hasMask()) session_.apply(replaceMask(document, tr("Clear mask"), {}));
}

void MaskWork::feather(int radius) {
    run(tr("Feather mask"), [mask = session_.document().mask(), radius]() -> Result<QImage> {
        return featherMask(mask, radius);
    });
}

void MaskWork::grow(int radius) {
    run(tr("Grow mask"),
        [mask = session_.document().mask(), radius]() -> Result<QImage> { return growMask(mask, radius); });
}

void MaskWork::shrink(int radius) {
    run(tr("Shrink mask"),
        [mask = session_.document().mask(), radius]() -> Result<QImage> { return shrinkMask(mask, radius); });
}

void MaskWork::include(Place place, bool subtract) {
    if (!session_.reading()) return;
    const Document& document = session_.document();
    run(subtract ? tr("Subtract from mask") : tr("Add to mask"),
        [mask = document.mask(), size = document.size(), area = areaOf(*session_.reading(), place),
         region = session_.reading()->region, subtract]() -> Result<QImage> {
            const QImage part = maskFromPart(area, region, size);
            return combineMasks(mask, part, subtract ? Combine::Subtract : Combine::Add);
        });
}

void MaskWork::adopt(const engine::Image& area, const engine::Rect& region) {
    run(tr("Edit found mask"), [area, region, size = session_.document().size()]() -> Result<QImage> {
        return maskFromPart(area, region, size);
    });
}

void MaskWork::load(const QString& path) {
    const engine::Darkroom& darkroom = session_.darkroom();
    const engine::Size size = session_.document().size();
    run(
        tr("Load mask"),
        [&darkroom, size, file = path.toStdString()]() -> Result<QImage> {
            const Result<engine::Image> mask = darkroom.openMask(file);
            if (!mask) return mask.error();
            if (!sameShape(mask.value().size(), size)) {
                return Error{ErrorCode::InvalidRequest, "expected a mask of the photo's shape, " +
                                                            sizeText(size) + ", found " +
                                                            sizeText(mask.value().size())};
            }
            return maskFromPart(mask.value(), engine::wholeOf(size), size);
        },
        path);
}

void MaskWork::save(const QString& path) {
    const engine::Darkroom& darkroom = session_.darkroom();
    using Saved = Result<engine::Done>;
    runInPool(
        pool_, this,
        [&darkroom, mask = session_.document().mask(), file = path.toStdString()]() -> Saved {
            try {
                // The file chooser has asked before it offered an existing name.
                return darkroom.saveMask(pixelsOf(mask), file, true);
            } catch (const std::bad_alloc&) {
                return Error{ErrorCode::OutOfMemory, "no memory for a copy of the mask"};
            }
        },
        [this, path](const Saved& done) {
            if (done) {
                Q_EMIT saved(path);
            } else {
                Q_EMIT failed(path, done.error());
            }
        });
}

void MaskWork::run(const QString& text, std::function<Result<QImage>()> work, const QString& path) {
    Document& document = session_.document();
    if (document.isEmpty()) return;
    setBusy(true);
    runInPool(
        pool_, this,
        [work = std::move(work)]() -> Result<QImage> {
            try {
                return work();
            } catch (const std::bad_alloc&) {
                return Error{ErrorCode::OutOfMemory, "no memory for another mask"};
            }
        },
        [this, &document, text, path, ticket = ++ticket_](const Result<QImage>& mask) {
            if (ticket != ticket_) return;
            setBusy(false);
            if (mask) {
                session_.apply(replaceMask(document, text, mask.value()));
            } else {
                Q_EMIT failed(path, mask.error());
            }
        });
}

void MaskWork::setBusy(bool busy) {
    if (busy == busy_) return;
    busy_ = busy;
    Q_EMIT busyChanged();
}

}  // namespace ui
