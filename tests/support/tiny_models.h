#pragma once

#include <cstdint>
#include <string>

namespace test {

/// Writes a models folder with every component in a tiny size, its weights drawn with `seed`. The same seed
/// gives the same numbers. Its reader finds no face in any picture.
void writeTinyModels(const std::string& folder, std::uint64_t seed = 1);

/// The same, but its reader finds a face in every picture, of 0.42 of what it looks at.
void writeTinyModelsThatSeeFaces(const std::string& folder, std::uint64_t seed = 1);

/// One component of the folder: the field network "shadows", drawn with another seed.
void writeTinyFieldNet(const std::string& folder, std::uint64_t seed);

/// One component folder "structure_style": every picture shows it hair or skin in each second row, lips or
/// background in the others.
void writeTinyStructureStyle(const std::string& folder);

/// One component folder "glasses": it sees glasses all over every band, or none in any, and paints what is
/// 0.1 brighter than what lies around.
void writeTinyGlasses(const std::string& folder, bool worn);

/// One component folder "pose": it paints with weights drawn with `seed`.
void writeTinyPoseDenoiser(const std::string& folder, std::uint64_t seed);

}  // namespace test
