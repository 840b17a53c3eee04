#include "engine/train/word_merges.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "engine/files/clip_vocabulary.h"
#include "engine/train/text_file.h"

namespace engine {
namespace {

using Pair = std::pair<std::string, std::string>;

struct Word {
    std::vector<std::string> pieces;
    int count;
};

Word lettersOf(const std::string& word, int count) {
    Word letters{{}, count};
    for (const char letter : word) letters.pieces.emplace_back(1, letter);
    if (!letters.pieces.empty()) letters.pieces.back() += "</w>";
    return letters;
}

/// The neighbours that stand side by side most often, the first by name of several; nothing where every word
/// is one piece.
Pair commonest(const std::vector<Word>& words) {
    std::map<Pair, int> seen;
    for (const Word& word : words) {
        for (std::size_t i = 1; i < word.pieces.size(); ++i)
            seen[{word.pieces[i - 1], word.pieces[i]}] += word.count;
    }
    Pair best;
    int most = 0;
    for (const auto& [pair, count] : seen) {
        if (count <= most) continue;
        most = count;
        best = pair;
    }
    return best;
}

void join(Word& word, const Pair& pair) {
    std::vector<std::string> pieces;
    for (const std::string& piece : word.pieces) {
        const bool joins = !pieces.empty() && pieces.back() == pair.first && piece == pair.second;
        if (joins)
            pieces.back() += piece;
        else
            pieces.push_back(piece);
    }
    word.pieces = std::move(pieces);
}

}  // namespace

std::string mergesOf(const std::map<std::string, int>& words) {
    std::vector<Word> rest;
    for (const auto& [word, count] : words) rest.push_back(lettersOf(word, count));
    std::string merges = "#version: 0.2\n";
    for (Pair pair = commonest(rest); !pair.second.empty(); pair = commonest(rest)) {
        merges += pair.first + " " + pair.second + "\n";
        for (Word& word : rest) join(word, pair);
    }
    return merges;
}

Result<Done> writeTokenizer(const std::string& merges, int length, const std::string& folder) {
    const Result<TokenIds> ids = vocabularyOfMerges(merges, "merges.txt");
    if (!ids) return ids.error();
    nlohmann::json vocabulary = nlohmann::json::object();
    for (const auto& [token, id] : ids.value()) vocabulary[token] = id;
    const nlohmann::json special = {{"bos_token", "<|startoftext|>"},
                                    {"eos_token", "<|endoftext|>"},
                                    {"pad_token", "<|endoftext|>"},
                                    {"unk_token", "<|endoftext|>"}};
    nlohmann::json settings = special;
    settings.update({{"tokenizer_class", "CLIPTokenizer"},
                     {"model_max_length", length},
                     {"add_prefix_space", false},
                     {"do_lower_case", true},
                     {"errors", "replace"}});
    const std::pair<const char*, std::string> files[] = {{"vocab.json", vocabulary.dump()},
                                                         {"merges.txt", merges},
                                                         {"special_tokens_map.json", special.dump(2)},
                                                         {"tokenizer_config.json", settings.dump(2)}};
    for (const auto& [name, text] : files) {
        if (auto written = writeText(folder + "/" + name, text); !written) return written;
    }
    return Done{};
}

}  // namespace engine
