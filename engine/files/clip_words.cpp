#include "engine/files/clip_words.h"

#include <cstddef>

#include "engine/files/unicode_text.h"

namespace engine {
namespace {

/// The English ending that `text` starts with, or nothing.
std::string_view endingAt(std::string_view text) {
    for (const std::string_view ending : {"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"}) {
        if (text.starts_with(ending)) return ending;
    }
    return {};
}

/// Bytes of the characters of one kind that `text` starts with.
std::size_t runOf(CharacterKind kind, std::string_view text) {
    std::size_t length = 0;
    while (length < text.size()) {
        const Character character = firstCharacter(text.substr(length));
        if (kindOf(character.code) != kind) break;
        length += character.bytes;
    }
    return length;
}

}  // namespace

void forEachWord(std::string_view text, const std::function<void(std::string_view)>& word) {
    const auto take = [&](std::size_t length) {
        word(text.substr(0, length));
        text.remove_prefix(length);
    };
    while (!text.empty()) {
        // A special token that is spelled where it does not count: cut off from the signs around it.
        if (text.starts_with("<|startoftext|>") || text.starts_with("<|endoftext|>")) {
            take(2);
            take(text.find('|'));
            take(2);
            continue;
        }
        if (const std::string_view ending = endingAt(text); !ending.empty()) {
            take(ending.size());
            continue;
        }
        const Character character = firstCharacter(text);
        switch (const CharacterKind kind = kindOf(character.code)) {
            case CharacterKind::Space:
                text.remove_prefix(character.bytes);
                break;
            case CharacterKind::Number:
                take(character.bytes);
                break;
            case CharacterKind::Letter:
            case CharacterKind::Other:
                take(runOf(kind, text));
                break;
        }
    }
}

}  // namespace engine
