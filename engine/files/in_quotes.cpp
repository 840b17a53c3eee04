#include "engine/files/in_quotes.h"

#include <cstddef>

namespace engine {
namespace {

constexpr std::size_t kLongest = 160;

bool isContinuation(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// Length of the UTF-8 sequence at the start of `text`; 0 when there is none that is whole.
std::size_t sequenceLength(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80             ? 1
                               : (lead & 0xE0) == 0xC0 ? 2
                               : (lead & 0xF0) == 0xE0 ? 3
                               : (lead & 0xF8) == 0xF0 ? 4
                                                       : 0;
    if (length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if (!isContinuation(text[i])) return 0;
    }
    return length;
}

void appendClean(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        const auto lead = static_cast<unsigned char>(text.front());
        if (length == 0 || lead < 0x20 || lead == 0x7F) {
            out += '?';
            text.remove_prefix(1);
        } else {
            out += text.substr(0, length);
            text.remove_prefix(length);
        }
    }
}

}  // namespace

std::string inQuotes(std::string_view text) {
    std::string out = "\"";
    if (text.size() <= kLongest) {
        appendClean(out, text);
    } else {
        std::size_t head = kLongest / 3;
        std::size_t tail = text.size() - (kLongest - head);
        while (head > 0 && isContinuation(text[head])) --head;
        while (tail < text.size() && isContinuation(text[tail])) ++tail;
        appendClean(out, text.substr(0, head));
        out += "…";
        appendClean(out, text.substr(tail));
    }
    return out + '"';
}

}  // namespace engine
