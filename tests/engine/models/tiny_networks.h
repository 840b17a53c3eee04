#pragma once

#include <string>

namespace engine {

/// What a tiny network answers, whatever it is shown.
enum class TinyAnswer { Never, Always };

/// A portrait reader of the smallest sizes (32-pixel pictures) with seeded weights, written as a component
/// folder. It sees a round face of 0.42 of the picture's side in the middle of everything, always or never.
void saveTinyReader(const std::string& folder, TinyAnswer face);

/// A face finder of the smallest sizes. Always: every place is the middle of an 18-pixel face.
void saveTinyFinder(const std::string& folder, TinyAnswer face);

}  // namespace engine
