#pragma once

#include <opencv2/core.hpp>
#include <string>

#include "engine/train/edit_words.h"
#include "engine/train/portrait_set.h"
#include "engine/train/random.h"

namespace engine {

/// What can be said of a portrait, one word each; empty where nothing is to be said. Colours are words that
/// colourOf() knows.
struct PortraitWords {
    std::string age;          ///< young, middle-aged, old
    std::string person;       ///< woman, man, person
    std::string mood;         ///< smiling, serious, sad, angry, surprised
    std::string mouth;        ///< open, closed
    std::string hair_length;  ///< long, short
    std::string hair, clothes, background, lips;
    std::string light;  ///< even, side
    std::string tone;   ///< dark, bright: of the whole picture
};

/// What the set's notes and the picture say.
PortraitWords wordsOf(const Portrait& portrait);

/// The word for a colour (CIE Lab) of Hair, Clothes, Background or Lips: that of the nearest named point,
/// where hue counts even in colours that are far from vivid.
std::string colourWord(const cv::Vec3d& lab, EditClause::Place place);

/// A caption as people write them: one of several forms, with synonyms, parts left out and their order drawn.
/// Always says something.
std::string drawCaption(Random& random, const PortraitWords& words);

}  // namespace engine
