#include "ui/widgets/theme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QPixmapCache>
#include <QStyleFactory>
#include <QSvgRenderer>

namespace ui {
namespace {

QByteArray resource(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QColor inkFor(QIcon::Mode mode, QIcon::State state) {
    const QPalette palette = QApplication::palette();
    if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText);
    return palette.color(QPalette::Active, state == QIcon::On ? QPalette::Link : QPalette::ButtonText);
}

/// Draws an SVG whose ink is `currentColor`.
class LineDrawing : public QIconEngine {
public:
    explicit LineDrawing(const QString& path) : path_(path), svg_(resource(path)) {}

    QIconEngine* clone() const override { return new LineDrawing(*this); }
    bool isNull() override { return svg_.isEmpty(); }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        QByteArray drawing = svg_;
        drawing.replace("currentColor", inkFor(mode, state).name().toLatin1());
        QSvgRenderer(drawing).render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1.0);
    }

    /// `size` is in device pixels already.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
        const QString key = QStringLiteral("%1|%2x%3|%4")
                                .arg(path_)
                                .arg(size.width())
                                .arg(size.height())
                                .arg(inkFor(mode, state).name());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap)) return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

private:
    QString path_;
    QByteArray svg_;
};

QPalette paletteOf(const ThemeColours& c) {
    QPalette palette;
    palette.setColor(QPalette::Window, c.panel);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.field);
    palette.setColor(QPalette::AlternateBase, c.panel);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.dim);
    palette.setColor(QPalette::Button, c.control);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.text);
    palette.setColor(QPalette::ToolTipBase, c.control);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.on_accent);
    palette.setColor(QPalette::Link, c.accent_text);
    palette.setColor(QPalette::LinkVisited, c.accent_text);
    palette.setColor(QPalette::Light, c.hover);
    palette.setColor(QPalette::Midlight, c.hover);
    palette.setColor(QPalette::Mid, c.line);
    palette.setColor(QPalette::Dark, c.line);
    palette.setColor(QPalette::Shadow, c.window);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, c.faint);
    }
    return palette;
}

QString styleSheetOf(const ThemeColours& c) {
    // Longer words first: @accent is the beginning of @accenthover.
    const std::pair<const char*, QString> words[] = {
        {"@accenthover", c.accent_hover.name()},
        {"@accenttext", c.accent_text.name()},
        {"@onaccent", c.on_accent.name()},
        {"@noticeline", c.notice_line.name()},
        {"@accent", c.accent.name()},
        {"@notice", c.notice.name()},
        {"@window", c.window.name()},
        {"@panel", c.panel.name()},
        {"@field", c.field.name()},
        {"@control", c.control.name()},
        {"@hover", c.hover.name()},
        {"@pressed", c.pressed.name()},
        {"@checked", c.checked.name()},
        {"@line", c.line.name()},
        {"@track", c.track.name()},
        {"@knob", c.knob.name()},
        {"@text", c.text.name()},
        {"@dim", c.dim.name()},
        {"@faint", c.faint.name()},
        {"@theme", c.name},
    };
    QString sheet = QString::fromUtf8(resource(":/styles/penumbra.qss"));
    for (const auto& [word, value] : words) sheet.replace(QLatin1String(word), value);
    return sheet;
}

}  // namespace

const ThemeColours& darkTheme() {
    static const ThemeColours colours{
        .name = "dark",
        .window = 0x1F1F1F,
        .panel = 0x2B2B2B,
        .field = 0x232323,
        .control = 0x383838,
        .hover = 0x434343,
        .pressed = 0x303030,
        .checked = 0x3A4654,
        .line = 0x454545,
        .track = 0x505050,
        .knob = 0xD0D0D0,
        .text = 0xE8E8E8,
        .dim = 0xB0B0B0,
        .faint = 0x7C7C7C,
        .accent = 0x5AA2E8,
        .accent_hover = 0x74B3F0,
        .accent_text = 0x7DB8F2,
        .on_accent = 0x0F1720,
        .notice = 0x4A3526,
        .notice_line = 0x8A5E37,
    };
    return colours;
}

const ThemeColours& lightTheme() {
    static const ThemeColours colours{
        .name = "light",
        .window = 0xE6E6E6,
        .panel = 0xF4F4F4,
        .field = 0xFFFFFF,
        .control = 0xFFFFFF,
        .hover = 0xE2E2E2,
        .pressed = 0xD2D2D2,
        .checked = 0xD3E3F4,
        .line = 0xC4C4C4,
        .track = 0xC8C8C8,
        .knob = 0x5A5A5A,
        .text = 0x1E1E1E,
        .dim = 0x565656,
        .faint = 0x8E8E8E,
        .accent = 0x1D65AE,
        .accent_hover = 0x17548F,
        .accent_text = 0x1A5C9E,
        .on_accent = 0xFFFFFF,
        .notice = 0xFBEBD9,
        .notice_line = 0xD9A263,
    };
    return colours;
}

void applyTheme(QApplication& application, const ThemeColours& colours) {
    application.setStyle(QStyleFactory::create("Fusion"));
    application.setPalette(paletteOf(colours));
    application.setStyleSheet(styleSheetOf(colours));
}

void showDropping(QWidget* place, bool dropping) {
    place->setProperty("dropping", dropping);
    place->style()->unpolish(place);
    place->style()->polish(place);
}

QIcon themedIcon(const QString& resource_path) {
    return QIcon(new LineDrawing(resource_path));
}

}  // namespace ui
