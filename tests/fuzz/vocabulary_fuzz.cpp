#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "engine/files/clip_vocabulary.h"
#include "engine/files/tokenizer_settings.h"

namespace {

void expectSentence(const engine::Error& error) {
    if (error.message.empty() || error.message.size() > 1000) std::abort();
}

void checkMerges(std::string_view merges, const engine::TokenIds& ids) {
    const auto pairs = engine::parseMerges(merges, ids, 0, "merges.txt");
    if (!pairs) return expectSentence(pairs.error());
    std::vector<std::int64_t> found;
    pairs.value().encode(merges.substr(0, 1000), found);
    for (const std::int64_t id : found) {
        if (id < 0 || id >= static_cast<std::int64_t>(ids.size())) std::abort();
    }
}

}  // namespace

/// Any bytes at all as vocab.json, and behind the first "#version" as merges.txt: sentences, or a vocabulary
/// that gives no other ids than its own. Then the same bytes as each of the folder's settings.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t end = std::min(text.find("#version"), size);
    const auto ids = engine::parseVocabulary(text.substr(0, end), "vocab.json");
    if (ids) {
        checkMerges(text.substr(end), ids.value());
    } else {
        expectSentence(ids.error());
    }
    if (end < size) {
        const auto all = engine::vocabularyOfMerges(text.substr(end), "merges.txt");
        if (!all) expectSentence(all.error());
    }
    const std::string whole(text);
    for (const engine::TokenizerSettingsText& files :
         {engine::TokenizerSettingsText{whole, {}, {}}, engine::TokenizerSettingsText{{}, whole, {}},
          engine::TokenizerSettingsText{{}, {}, whole}}) {
        const auto settings = engine::parseTokenizerSettings(files, "tokenizer");
        if (!settings) {
            expectSentence(settings.error());
        } else if (settings.value().end.text.empty() || settings.value().max_length < 3) {
            std::abort();
        }
    }
    return 0;
}
