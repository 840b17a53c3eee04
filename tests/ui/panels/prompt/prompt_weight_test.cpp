#include "ui/panels/prompt/prompt_weight.h"

#include <gtest/gtest.h>

namespace {

using ui::SelectedText;

/// The text with [ ] around what is selected, or | at the cursor.
SelectedText from(QString text) {
    SelectedText selected;
    if (const auto cursor = text.indexOf('|'); cursor >= 0) {
        selected.text = text.remove('|');
        selected.begin = selected.end = int(cursor);
    } else {
        selected.begin = int(text.indexOf('['));
        selected.end = int(text.indexOf(']')) - 1;
        selected.text = text.remove('[').remove(']');
    }
    return selected;
}

std::string changed(const QString& text, int by) {
    SelectedText after = ui::changeWeight(from(text), by);
    after.text.insert(after.end, after.begin == after.end ? "|" : "]");
    if (after.begin != after.end) after.text.insert(after.begin, '[');
    return after.text.toStdString();
}

TEST(PromptWeight, BracketsTheWordAtTheCursor) {
    EXPECT_EQ(changed("a blo|nd hair", 1), "a ([blond]:1.1) hair");
    EXPECT_EQ(changed("a blond| hair", 1), "a ([blond]:1.1) hair");
    EXPECT_EQ(changed("a blond hair|", -1), "a blond ([hair]:0.9)");
}

TEST(PromptWeight, BracketsWhatIsSelectedWithoutItsSpaces) {
    EXPECT_EQ(changed("a [blond hair ]now", 1), "a ([blond hair]:1.1) now");
}

TEST(PromptWeight, GoesOnFromTheWeightThatIsThere) {
    EXPECT_EQ(changed("a ([blond]:1.1) hair", 1), "a ([blond]:1.2) hair");
    EXPECT_EQ(changed("a (blo|nd:1.1) hair", 1), "a ([blond]:1.2) hair");
    EXPECT_EQ(changed("a [(blond hair:1.4)]", -1), "a ([blond hair]:1.3)");
}

TEST(PromptWeight, LosesItsBracketsAtOne) {
    EXPECT_EQ(changed("a ([blond]:1.1) hair", -1), "a [blond] hair");
    EXPECT_EQ(changed("a ([blond]:0.9) hair", 1), "a [blond] hair");
}

TEST(PromptWeight, StaysWithinItsLimits) {
    EXPECT_EQ(changed("([blond]:2.0)", 1), "([blond]:2.0)");
    EXPECT_EQ(changed("([blond]:0.1)", -1), "([blond]:0.1)");
    EXPECT_EQ(changed("([blond]:99)", -1), "([blond]:2.0)");
}

TEST(PromptWeight, LeavesATextWithoutAWordAlone) {
    EXPECT_EQ(changed("|", 1), "|");
    EXPECT_EQ(changed("a , | , b", 1), "a , | , b");
    EXPECT_EQ(changed("a[  ]b", 1), "a[  ]b");
}

}  // namespace
