#include "ui/session/prompt_text.h"

#include <QRegularExpression>
#include <algorithm>

namespace ui {
namespace {

bool turnsDirection(char16_t code) {
    return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool breaksLine(char16_t code) {
    return code == u'\n' || code == 0x2028 || code == 0x2029;
}

}  // namespace

QString cleanPrompt(const QString& text) {
    QString clean;
    clean.reserve(std::min<qsizetype>(text.size(), kLongestPrompt));
    for (qsizetype i = 0; i < text.size() && clean.size() < kLongestPrompt; ++i) {
        const QChar letter = text[i];
        const char16_t code = letter.unicode();
        const bool pair = letter.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate();
        if (pair) {
            if (clean.size() + 2 > kLongestPrompt) break;
            clean += letter;
            clean += text[++i];
        } else if (code == u'\r') {
            const bool before_newline = i + 1 < text.size() && text[i + 1] == u'\n';
            if (!before_newline) clean += u'\n';
        } else if (breaksLine(code)) {
            clean += u'\n';
        } else if (code == u'\t') {
            clean += u' ';
        } else if (letter.category() != QChar::Other_Control && !letter.isSurrogate() && code != 0xFEFF &&
                   !turnsDirection(code)) {
            clean += letter;
        }
    }
    return clean;
}

QString askedPrompt(const QString& text) {
    return cleanPrompt(text).replace(u'\n', u' ').trimmed();
}

bool hasWeights(const QString& prompt) {
    static const QRegularExpression weight(QStringLiteral("[^\\\\(]:\\s*[-+]?[0-9]*\\.?[0-9]+\\s*\\)"));
    return prompt.contains(u'(') && weight.match(prompt).hasMatch();
}

}  // namespace ui
