#pragma once

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "engine/api/prompt_words.h"

namespace test {

/// A small vocabulary: the starter (no model) knows these words and no others, checkpoints know all. A token
/// is a word.
class FakePromptWords : public engine::PromptWords {
public:
    std::vector<std::string> known = {"blond",   "blue", "brown", "green",  "hair",
                                      "lips",    "red",  "shirt", "skin",   "background",
                                      "smiling", "no",   "light", "warmer", "glasses"};
    int limit = 0;

    engine::PromptCheck check(const std::string& prompt, const std::string& model) const override {
        engine::PromptCheck result;
        result.limit = limit;
        std::string word;
        const auto finish = [&] {
            if (word.empty()) return;
            ++result.tokens;
            const bool is_known = std::find(known.begin(), known.end(), word) != known.end();
            if (model.empty() && !is_known) result.unknown.push_back(word);
            word.clear();
        };
        for (const char letter : prompt) {
            if (std::isspace(static_cast<unsigned char>(letter)) || letter == ',') {
                finish();
            } else {
                word += letter;
            }
        }
        finish();
        return result;
    }

    std::vector<std::string> completions(const std::string& start, int count) const override {
        std::vector<std::string> found;
        for (const std::string& word : known) {
            if (word.starts_with(start) && static_cast<int>(found.size()) < count) found.push_back(word);
        }
        return found;
    }
};

}  // namespace test
