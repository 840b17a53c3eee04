#include "ui/panels/prompt/prompt_weight.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int kLeast = 1;  // tenths
constexpr int kMost = 20;
constexpr int kPlain = 10;

bool isInWord(QChar letter) {
    return letter.isLetterOrNumber() || letter.isMark() || letter == u'_' || letter == u'-' ||
           letter == u'\'' || letter.isSurrogate();
}

/// Without a selection the word that the cursor is in or at the end of; spaces at the ends fall away.
void settleOn(SelectedText& text) {
    const int length = static_cast<int>(text.text.size());
    text.begin = std::clamp(text.begin, 0, length);
    text.end = std::clamp(text.end, text.begin, length);
    if (text.begin == text.end) {
        while (text.begin > 0 && isInWord(text.text[text.begin - 1])) --text.begin;
        while (text.end < length && isInWord(text.text[text.end])) ++text.end;
    } else {
        while (text.begin < text.end && text.text[text.begin].isSpace()) ++text.begin;
        while (text.begin < text.end && text.text[text.end - 1].isSpace()) --text.end;
    }
}

}  // namespace

SelectedText changeWeight(const SelectedText& in, int by) {
    SelectedText out = in;
    settleOn(out);
    if (out.begin == out.end) return in;

    // The brackets that are there already, selected or around the selection.
    static const QRegularExpression whole(QStringLiteral("^\\(([^()]+):\\s*([0-9]*\\.?[0-9]+)\\s*\\)$"));
    static const QRegularExpression after(QStringLiteral("^:\\s*([0-9]*\\.?[0-9]+)\\s*\\)"));
    int from = out.begin;
    int to = out.end;
    QString inside = out.text.mid(from, to - from);
    int tenths = kPlain;
    const auto tenthsOf = [](const QString& number) {
        return static_cast<int>(std::lround(std::clamp(number.toDouble(), 0.0, 100.0) * 10));
    };
    if (const auto match = whole.match(inside); match.hasMatch()) {
        inside = match.captured(1);
        tenths = tenthsOf(match.captured(2));
    } else if (from > 0 && out.text[from - 1] == u'(') {
        const auto behind = after.match(out.text.mid(to, 16));
        if (behind.hasMatch()) {
            tenths = tenthsOf(behind.captured(1));
            --from;
            to += static_cast<int>(behind.capturedLength());
        }
    }
    tenths = std::clamp(tenths + by, kLeast, kMost);
    const bool plain = tenths == kPlain;
    const QString weighted =
        plain ? inside : QStringLiteral("(%1:%2)").arg(inside, QString::number(tenths / 10.0, 'f', 1));
    out.text.replace(from, to - from, weighted);
    out.begin = from + (plain ? 0 : 1);
    out.end = out.begin + static_cast<int>(inside.size());
    return out;
}

}  // namespace ui
