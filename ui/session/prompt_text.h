#pragma once

#include <QString>

namespace ui {

/// More characters than any model reads, few enough to be typed on without a wait.
inline constexpr int kLongestPrompt = 100'000;

/// A text from anywhere as it may stand in a prompt box: without control characters (line breaks stay, tabs
/// become spaces), broken halves of characters and marks that turn the direction of writing; at most
/// kLongestPrompt characters.
QString cleanPrompt(const QString& text);

/// The same as one line without spaces at its ends: what a model is asked.
QString askedPrompt(const QString& text);

/// True where a part of the prompt is given a weight, "(word:1.2)".
bool hasWeights(const QString& prompt);

}  // namespace ui
