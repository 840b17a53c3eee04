#include "ui/canvas/pixel_text.h"

#include <QStringList>

namespace ui {

namespace {

QString valueText(const engine::Image& photo, int x, int y, int channel) {
    const qsizetype at = qsizetype(x) * photo.channels() + channel;
    switch (photo.type()) {
        case engine::PixelType::U8:
            return QString::number(photo.row<uchar>(y)[at]);
        case engine::PixelType::U16:
            return QString::number(photo.row<quint16>(y)[at]);
        case engine::PixelType::F32:
            return QString::number(double(photo.row<float>(y)[at]), 'f', 3);
    }
    return {};
}

}  // namespace

QString pixelText(const engine::Image& photo, int x, int y) {
    if (photo.isNull() || x < 0 || y < 0 || x >= photo.width() || y >= photo.height()) return {};
    static constexpr const char* kNames[4][4] = {{"L"}, {"L", "A"}, {"R", "G", "B"}, {"R", "G", "B", "A"}};
    QStringList parts;
    for (int channel = 0; channel < photo.channels(); ++channel) {
        parts << QLatin1String(kNames[photo.channels() - 1][channel]) + QLatin1Char(' ') +
                     valueText(photo, x, y, channel);
    }
    return parts.join(QLatin1Char(' '));
}

}  // namespace ui
