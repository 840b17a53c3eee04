#pragma once

#include <QString>

namespace ui {

/// A prompt and the part of it that is selected.
struct SelectedText {
    QString text;
    int begin = 0;
    int end = 0;
    bool operator==(const SelectedText&) const = default;
};

/// Changes the weight of what is selected, or of the word at the cursor, by a tenth up (`by` 1) or down (−1):
/// "word" becomes "(word:1.1)", and a weight of 1 loses its brackets. Weights stay within 0.1…2. What is
/// selected stays selected; without a word there nothing changes.
SelectedText changeWeight(const SelectedText& in, int by);

}  // namespace ui
