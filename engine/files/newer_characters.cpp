#include "engine/files/newer_characters.h"

#include <algorithm>
#include <iterator>

namespace engine {
namespace {

// As the tokenizers library has them, whose parts know different versions: it finds lower case for the
// capitals of Unicode 17, but does not take those that came with it for letters yet.
constexpr NewerCharacters kNewer[] = {
    {0x1C89, 0x1C89, CharacterKind::Letter, 1},      {0x1C8A, 0x1C8A, CharacterKind::Letter, 0},
    {0xA7CB, 0xA7CB, CharacterKind::Letter, -42343}, {0xA7CC, 0xA7CC, CharacterKind::Letter, 1},
    {0xA7CD, 0xA7CD, CharacterKind::Letter, 0},      {0xA7CE, 0xA7CE, CharacterKind::Other, 1},
    {0xA7D2, 0xA7D2, CharacterKind::Letter, 1},      {0xA7D4, 0xA7D4, CharacterKind::Letter, 1},
    {0xA7DA, 0xA7DA, CharacterKind::Letter, 1},      {0xA7DB, 0xA7DB, CharacterKind::Letter, 0},
    {0xA7DC, 0xA7DC, CharacterKind::Letter, -42561}, {0x105C0, 0x105F3, CharacterKind::Letter, 0},
    {0x10D40, 0x10D49, CharacterKind::Number, 0},    {0x10D4A, 0x10D4F, CharacterKind::Letter, 0},
    {0x10D50, 0x10D65, CharacterKind::Letter, 32},   {0x10D6F, 0x10D85, CharacterKind::Letter, 0},
    {0x10EC2, 0x10EC4, CharacterKind::Letter, 0},    {0x11380, 0x11389, CharacterKind::Letter, 0},
    {0x1138B, 0x1138B, CharacterKind::Letter, 0},    {0x1138E, 0x1138E, CharacterKind::Letter, 0},
    {0x11390, 0x113B5, CharacterKind::Letter, 0},    {0x113B7, 0x113B7, CharacterKind::Letter, 0},
    {0x113D1, 0x113D1, CharacterKind::Letter, 0},    {0x113D3, 0x113D3, CharacterKind::Letter, 0},
    {0x116D0, 0x116E3, CharacterKind::Number, 0},    {0x11BC0, 0x11BE0, CharacterKind::Letter, 0},
    {0x11BF0, 0x11BF9, CharacterKind::Number, 0},    {0x13460, 0x143FA, CharacterKind::Letter, 0},
    {0x16100, 0x1611D, CharacterKind::Letter, 0},    {0x16130, 0x16139, CharacterKind::Number, 0},
    {0x16D40, 0x16D6C, CharacterKind::Letter, 0},    {0x16D70, 0x16D79, CharacterKind::Number, 0},
    {0x16EA0, 0x16EB8, CharacterKind::Other, 27},    {0x18CFF, 0x18CFF, CharacterKind::Letter, 0},
    {0x1CCF0, 0x1CCF9, CharacterKind::Number, 0},    {0x1E5D0, 0x1E5ED, CharacterKind::Letter, 0},
    {0x1E5F0, 0x1E5F0, CharacterKind::Letter, 0},    {0x1E5F1, 0x1E5FA, CharacterKind::Number, 0},
    {0x2EBF0, 0x2EE5D, CharacterKind::Letter, 0},
};

}  // namespace

const NewerCharacters* newerCharacters(char32_t code) {
    const auto* row =
        std::lower_bound(std::begin(kNewer), std::end(kNewer), code,
                         [](const NewerCharacters& one, char32_t key) { return one.last < key; });
    return row != std::end(kNewer) && row->first <= code ? row : nullptr;
}

}  // namespace engine
