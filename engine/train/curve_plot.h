#pragma once

#include <filesystem>

namespace engine {

/// Draws the columns of a training's curve.csv over its steps, each in its own colour and scaled to its own
/// range, as a PNG. Does nothing when the file has fewer than two lines of figures.
void plotCurve(const std::filesystem::path& csv, const std::filesystem::path& png);

}  // namespace engine
