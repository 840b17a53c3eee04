#include "ui/session/style_text.h"

#include <QCoreApplication>

namespace ui {
namespace {

QString styleWord(const char* text) {
    return QCoreApplication::translate("Style", text);
}

}  // namespace

QString partTitle(engine::Part part) {
    static constexpr const char* kTitles[engine::kPartCount] = {
        QT_TRANSLATE_NOOP("Style", "Background"), QT_TRANSLATE_NOOP("Style", "Skin"),
        QT_TRANSLATE_NOOP("Style", "Hair"),       QT_TRANSLATE_NOOP("Style", "Clothes"),
        QT_TRANSLATE_NOOP("Style", "Brows"),      QT_TRANSLATE_NOOP("Style", "Eyes"),
        QT_TRANSLATE_NOOP("Style", "Lips"),       QT_TRANSLATE_NOOP("Style", "Teeth")};
    return styleWord(kTitles[static_cast<std::size_t>(part)]);
}

QString axisTitle(engine::StyleAxis axis) {
    static constexpr const char* kTitles[engine::kStyleAxisCount] = {
        QT_TRANSLATE_NOOP("Style", "Lightness"),  QT_TRANSLATE_NOOP("Style", "Warmth"),
        QT_TRANSLATE_NOOP("Style", "Saturation"), QT_TRANSLATE_NOOP("Style", "Contrast"),
        QT_TRANSLATE_NOOP("Style", "Evenness"),   QT_TRANSLATE_NOOP("Style", "Redness"),
        QT_TRANSLATE_NOOP("Style", "Shine"),      QT_TRANSLATE_NOOP("Style", "Colour"),
        QT_TRANSLATE_NOOP("Style", "Gloss"),      QT_TRANSLATE_NOOP("Style", "Whites")};
    return styleWord(kTitles[static_cast<std::size_t>(axis)]);
}

QString axisHint(engine::StyleAxis axis) {
    static constexpr const char* kHints[engine::kStyleAxisCount] = {
        QT_TRANSLATE_NOOP("Style", "Darker or lighter."),
        QT_TRANSLATE_NOOP("Style", "Bluer or more golden."),
        QT_TRANSLATE_NOOP("Style", "Greyer or more vivid."),
        QT_TRANSLATE_NOOP("Style", "Light and dark nearer to each other or further apart."),
        QT_TRANSLATE_NOOP("Style", "Blotches show more, or everything has one tone."),
        QT_TRANSLATE_NOOP("Style", "Paler or ruddier."),
        QT_TRANSLATE_NOOP("Style", "More matt, or with more highlights."),
        QT_TRANSLATE_NOOP("Style", "Around the colour circle, one way or the other."),
        QT_TRANSLATE_NOOP("Style", "More matt, or as if wet."),
        QT_TRANSLATE_NOOP("Style", "Duller, or cleaner and brighter.")};
    return styleWord(kHints[static_cast<std::size_t>(axis)]);
}

}  // namespace ui
