#include "engine/files/unicode_text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uniset.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <new>

#include "engine/files/newer_characters.h"

namespace engine {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

void append(std::string& out, char32_t code) {
    char bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, code);
    out.append(bytes, static_cast<std::size_t>(length));
}

/// ICU's tables are compiled in and what it is given is valid: nothing but memory can be wanting.
void check(UErrorCode status) {
    if (U_FAILURE(status)) throw std::bad_alloc();
}

/// What the tokenizers library composes: it knows the characters of Unicode 9, and leaves later ones alone.
const icu::UnicodeSet& composable() {
    static const icu::UnicodeSet set = [] {
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeSet known(icu::UnicodeString("[:age=9.0:]"), status);
        check(status);
        known.freeze();
        return known;
    }();
    return set;
}

std::string composed(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    check(status);
    std::string out;
    out.reserve(text.size());
    icu::StringByteSink<std::string> sink(&out);
    icu::FilteredNormalizer2(*nfc, composable())
        .normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink,
                       nullptr, status);
    check(status);
    return out;
}

char32_t lowerCase(char32_t code) {
    if (const NewerCharacters* newer = newerCharacters(code))
        return static_cast<char32_t>(static_cast<std::int32_t>(code) + newer->to_lower_case);
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(code)));
}

}  // namespace

std::string wellFormed(std::string_view text) {
    if (isAscii(text)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t at = 0; at < text.size();) {
        UChar32 code = 0;
        U8_NEXT_OR_FFFD(bytes, at, text.size(), code);
        append(out, static_cast<char32_t>(code));
    }
    return out;
}

std::string composedLowerCase(std::string_view text) {
    std::string out;
    if (isAscii(text)) {
        out = text;
        std::transform(out.begin(), out.end(), out.begin(), [](char byte) {
            return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
        });
        return out;
    }
    const std::string whole = composed(text);
    out.reserve(whole.size());
    for (std::string_view rest = whole; !rest.empty();) {
        const Character character = firstCharacter(rest);
        append(out, lowerCase(character.code));
        if (character.code == U'İ') append(out, U'\u0307');  // the only one that becomes two
        rest.remove_prefix(character.bytes);
    }
    return out;
}

Character firstCharacter(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 code = 0;
    std::size_t at = 0;
    U8_NEXT(bytes, at, text.size(), code);
    return {code < 0 ? kReplacement : static_cast<char32_t>(code), at};
}

CharacterKind kindOf(char32_t code) {
    const auto point = static_cast<UChar32>(code);
    if (const NewerCharacters* newer = newerCharacters(code)) return newer->kind;
    if (u_isUWhiteSpace(point)) return CharacterKind::Space;
    const std::uint32_t category = U_GET_GC_MASK(point);
    if (category & U_GC_L_MASK) return CharacterKind::Letter;
    if (category & U_GC_N_MASK) return CharacterKind::Number;
    return CharacterKind::Other;
}

}  // namespace engine
