#include "engine/files/prompt.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>

#include "engine/files/unicode_text.h"

namespace engine {
namespace {

constexpr double kOneBracket = 1.1;
constexpr double kLargest = 10;
constexpr std::string_view kBreak = "BREAK";
constexpr std::string_view kSpaces = " \t\n\r\v\f";

/// What is special about one place of the prompt; between two of them lies text.
struct Mark {
    enum class Kind { Unpaired, Open, Close, Escape, Break };
    Kind kind;
    std::size_t at;      // first byte that is no text
    std::size_t length;  // bytes that are no text
    double weight = 1;   // of what it opens
};

double limited(double weight) {
    return std::clamp(weight, -kLargest, kLargest);
}

bool isDigit(char letter) {
    return letter >= '0' && letter <= '9';
}

/// ":1.3" at the end of `inside`, spaces around the number allowed.
struct Number {
    double value;
    std::size_t at;  // of the colon
};

std::optional<Number> numberAtEnd(std::string_view inside) {
    const auto skip_spaces = [&](std::size_t end) {
        while (end > 0 && kSpaces.find(inside[end - 1]) != kSpaces.npos) --end;
        return end;
    };
    const std::size_t end = skip_spaces(inside.size());
    std::size_t begin = end;
    while (begin > 0 && (isDigit(inside[begin - 1]) || inside[begin - 1] == '.')) --begin;
    const std::string_view digits = inside.substr(begin, end - begin);
    if (std::count(digits.begin(), digits.end(), '.') > 1 ||
        !std::any_of(digits.begin(), digits.end(), isDigit))
        return std::nullopt;
    const bool minus = begin > 0 && inside[begin - 1] == '-';
    if (minus || (begin > 0 && inside[begin - 1] == '+')) --begin;
    const std::size_t colon = skip_spaces(begin);
    if (colon == 0 || inside[colon - 1] != ':') return std::nullopt;

    double value =
        kLargest;  // what from_chars cannot hold is too large, or has so many digits that it may be
    const auto read =
        std::from_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    if (read.ec != std::errc()) value = kLargest;
    return Number{limited(minus ? -value : value), colon - 1};
}

/// Whether the character before or after a BREAK makes it part of a longer word.
bool joins(std::string_view text) {
    if (text.empty()) return false;
    if (text.front() == '_') return true;
    const CharacterKind kind = kindOf(firstCharacter(text).code);
    return kind == CharacterKind::Letter || kind == CharacterKind::Number;
}

std::string_view lastCharacter(std::string_view text) {
    std::size_t at = text.size();
    while (at > 0 && text.size() - at < 4) {
        --at;
        if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) break;
    }
    return text.substr(at);
}

bool isBreak(std::string_view prompt, std::size_t at) {
    return prompt.substr(at).starts_with(kBreak) && !joins(lastCharacter(prompt.substr(0, at))) &&
           !joins(prompt.substr(at + kBreak.size()));
}

/// Finds the marks of a prompt, in order, and which brackets belong together.
class Marks {
public:
    explicit Marks(std::string_view prompt) : prompt_(prompt) {
        for (std::size_t at = 0; at < prompt.size(); ++at) at += readAt(at);
    }

    const std::vector<Mark>& inOrder() const { return marks_; }

private:
    /// Bytes to skip beside the one at this place.
    std::size_t readAt(std::size_t at) {
        switch (prompt_[at]) {
            case '\\':
                if (at + 1 == prompt_.size() ||
                    std::string_view("()[]").find(prompt_[at + 1]) == std::string_view::npos)
                    return 0;
                marks_.push_back({Mark::Kind::Escape, at, 1});
                return 1;
            case '(':
            case '[':
                open_.push_back(marks_.size());
                ++waiting(prompt_[at]);
                marks_.push_back({Mark::Kind::Unpaired, at, 1});
                return 0;
            case ')':
                close(at, '(');
                return 0;
            case ']':
                close(at, '[');
                return 0;
            case 'B':
                if (!isBreak(prompt_, at)) return 0;
                marks_.push_back({Mark::Kind::Break, at, kBreak.size()});
                return kBreak.size() - 1;
            default:
                return 0;
        }
    }

    std::size_t& waiting(char bracket) { return bracket == '(' ? open_round_ : open_square_; }

    Mark& popOpen() {
        Mark& mark = marks_[open_.back()];
        open_.pop_back();
        --waiting(prompt_[mark.at]);
        return mark;
    }

    void close(std::size_t at, char bracket) {
        if (waiting(bracket) == 0) return;
        Mark* partner = &popOpen();
        while (prompt_[partner->at] != bracket) partner = &popOpen();  // those in between have no partner
        partner->kind = Mark::Kind::Open;
        partner->weight = bracket == '(' ? kOneBracket : 1 / kOneBracket;
        std::size_t end = at;
        if (bracket == '(') {
            // Not before the last mark: what lies there is no number, or one that has been read.
            const std::size_t from = marks_.back().at + marks_.back().length;
            if (const auto number = numberAtEnd(prompt_.substr(from, at - from))) {
                partner->weight = number->value;
                end = from + number->at;
            }
        }
        marks_.push_back({Mark::Kind::Close, end, at + 1 - end});
    }

    std::string_view prompt_;
    std::vector<Mark> marks_;
    std::vector<std::size_t> open_;  // the marks of brackets that wait for their partner
    std::size_t open_round_ = 0;
    std::size_t open_square_ = 0;
};

void append(std::vector<PromptPiece>& pieces, std::string_view text, double weight) {
    if (text.empty()) return;
    const auto single = static_cast<float>(weight);
    if (pieces.empty() || pieces.back().breaks || pieces.back().weight != single)
        pieces.push_back({"", single});
    pieces.back().text += text;
}

}  // namespace

std::vector<PromptPiece> parsePrompt(std::string_view prompt) {
    std::vector<PromptPiece> pieces;
    std::vector<double> weights = {1};
    std::size_t begin = 0;
    const Marks marks(prompt);
    for (const Mark& mark : marks.inOrder()) {
        if (mark.kind == Mark::Kind::Unpaired) continue;
        append(pieces, prompt.substr(begin, mark.at - begin), weights.back());
        begin = mark.at + mark.length;
        switch (mark.kind) {
            case Mark::Kind::Open:
                weights.push_back(limited(weights.back() * mark.weight));
                break;
            case Mark::Kind::Close:
                weights.pop_back();
                break;
            case Mark::Kind::Break:
                pieces.push_back({"", 1, true});
                break;
            case Mark::Kind::Escape:
            case Mark::Kind::Unpaired:
                break;
        }
    }
    append(pieces, prompt.substr(begin), weights.back());
    return pieces;
}

}  // namespace engine
