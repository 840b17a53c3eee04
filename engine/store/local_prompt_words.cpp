#include "engine/store/local_prompt_words.h"

#include "engine/models/describe/describe_config.h"
#include "engine/models/describe/describe_files.h"

namespace engine {

LocalPromptWords::LocalPromptWords(const std::string& models_folder, const std::string& clip_merges) {
    tokenizer_ = std::async(std::launch::async, [clip_merges] {
                     const auto tokenizer = ClipTokenizer::fromMerges(clip_merges);
                     return tokenizer ? std::optional(tokenizer.value()) : std::nullopt;
                 }).share();
    if (auto lexicon = Lexicon::read(models_folder + "/describe" + kLexiconFile))
        lexicon_ = std::move(lexicon).value();
}

PromptCheck LocalPromptWords::check(const std::string& prompt, const std::string& model) const {
    PromptCheck check;
    if (model.empty()) {
        if (!lexicon_) return check;
        Lexicon::Reading words = lexicon_->tokens(prompt);
        check.tokens = static_cast<int>(words.ids.size());
        check.limit = DescribeConfig::kMostTokens - 1;
        check.unknown = std::move(words.unknown);
    } else if (const std::optional<ClipTokenizer>& tokenizer = tokenizer_.get()) {
        check.tokens = static_cast<int>(tokenizer->ids(prompt).size());
    }
    return check;
}

std::vector<std::string> LocalPromptWords::completions(const std::string& start, int count) const {
    return lexicon_ ? lexicon_->completions(start, count) : std::vector<std::string>();
}

}  // namespace engine
