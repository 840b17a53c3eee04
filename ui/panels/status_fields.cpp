#include "ui/panels/status_fields.h"

#include <QColorSpace>
#include <QEvent>
#include <QFile>
#include <QHBoxLayout>
#include <QRegularExpression>
#ifdef Q_OS_LINUX
#include <unistd.h>
#endif
#include <cmath>

#include "ui/session/workspace.h"

namespace ui {
namespace {

constexpr int kMemoryEvery = 2000;  // ms
constexpr qint64 kGiga = qint64(1) << 30;

int bitsPer(engine::PixelType type) {
    return static_cast<int>(engine::bytesPer(type)) * 8;
}

}  // namespace

qint64 residentMemory() {
#ifdef Q_OS_LINUX
    QFile file(QStringLiteral("/proc/self/statm"));
    if (!file.open(QIODevice::ReadOnly)) return 0;
    const QList<QByteArray> pages = file.readAll().split(' ');
    return pages.size() > 1 ? pages[1].toLongLong() * sysconf(_SC_PAGESIZE) : 0;
#else
    return 0;
#endif
}

QString profileName(const engine::IccProfile& profile) {
    if (!profile) return QStringLiteral("sRGB");
    const QByteArray bytes(reinterpret_cast<const char*>(profile->data()),
                           static_cast<qsizetype>(profile->size()));
    const QString name = QColorSpace::fromIccProfile(bytes).description();
    return name.isEmpty() ? QStringLiteral("ICC") : name;
}

StatusFields::StatusFields(Workspace& workspace, QWidget* parent)
    : QWidget(parent), work_(workspace), photo_(new QLabel), pointer_(new QLabel), machine_(new QLabel) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(photo_);
    row->addStretch();
    row->addWidget(pointer_);
    row->addStretch();
    row->addWidget(machine_);
    connect(&work_.document, &Document::opened, this, &StatusFields::describePhoto);
    connect(&work_.client, &EngineClient::started, this, &StatusFields::describeMachine);
    connect(&timer_, &QTimer::timeout, this, &StatusFields::describeMachine);
    timer_.start(kMemoryEvery);
    describePhoto();
    describeMachine();
}

void StatusFields::showPointer(const engine::ImagePoint& at, const QString& pixel) {
    pointer_->setText(pixel.isEmpty() ? QString()
                                      : QStringLiteral("x %1  y %2    %3")
                                            .arg(static_cast<int>(std::floor(at.x)))
                                            .arg(static_cast<int>(std::floor(at.y)))
                                            .arg(pixel));
}

void StatusFields::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        describePhoto();
        describeMachine();
    }
    QWidget::changeEvent(event);
}

void StatusFields::describePhoto() {
    pointer_->clear();
    if (work_.document.isEmpty()) {
        photo_->setText(tr("No photo"));
        return;
    }
    const engine::Image& image = work_.document.photo().image();
    photo_->setText(tr("%1 × %2 · %3 bit · %4")
                        .arg(image.width())
                        .arg(image.height())
                        .arg(bitsPer(image.type()))
                        .arg(profileName(image.profile())));
}

void StatusFields::describeMachine() {
    const qint64 bytes = residentMemory();
    // The engine speaks English: "CPU, 2 threads, f32".
    static const QRegularExpression threads(QStringLiteral("(\\d+) threads?"));
    QString device = work_.client.device();
    if (const auto found = threads.match(device); found.hasMatch()) {
        device.replace(found.captured(), tr("%1 threads").arg(found.captured(1)));
    }
    if (bytes <= 0) {
        machine_->setText(device);
    } else if (bytes < kGiga) {
        machine_->setText(tr("%1 · %2 MB").arg(device).arg(bytes >> 20));
    } else {
        machine_->setText(tr("%1 · %2 GB").arg(device).arg(double(bytes) / kGiga, 0, 'f', 1));
    }
}

}  // namespace ui
