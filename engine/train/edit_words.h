#pragma once

#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/train/random.h"

namespace engine {

/// What a described change does to the CIE Lab colours (L 0…100) of its place.
struct ColourChange {
    std::optional<cv::Vec3d> towards =
        std::nullopt;          ///< the place's mean becomes this; null: it stays where it is
    cv::Vec3d shift{0, 0, 0};  ///< added, in shadows less
    double brightness = 0;     ///< sRGB values to the power of 2^-brightness
    double contrast = 1;       ///< of L around its mean
    double chroma = 1;         ///< of a and b around grey
    double evenness = 0;       ///< share of the broad differences that goes
};

/// One described change: the concepts that say so, where, and what it does.
struct EditClause {
    enum class Place { Picture, Hair, Lips, Skin, Eyes, Brows, Clothes, Background };
    Place place = Place::Picture;
    std::vector<std::string> concepts;
    ColourChange change;
    int colour_word = -1;  ///< of `concepts`: the one that names `change.towards`; -1: none does
};

/// Draws a clause about a place, as people write it: a colour with its shade, or a change such as "warmer".
/// Colours are named points of CIE Lab (D65) as they look on that place, with some scatter.
EditClause drawClause(Random& random, EditClause::Place place);

/// The point of CIE Lab that a colour word names on a place; nothing for words that name none there.
std::optional<cv::Vec3d> colourOf(const std::string& word, EditClause::Place place);

}  // namespace engine
