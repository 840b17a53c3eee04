#pragma once

#include <future>
#include <optional>
#include <string>

#include "engine/api/prompt_words.h"
#include "engine/files/clip_tokenizer.h"
#include "engine/files/lexicon.h"

namespace engine {

/// The words of the models on this machine: the starter model's lexicon, CLIP's tokens for checkpoints.
/// CLIP's list of merges is read in the background when this is made. A file that cannot be read leaves its
/// part empty; the job that needs it says why.
class LocalPromptWords : public PromptWords {
public:
    /// `models_folder`: of the starter components; `clip_merges`: CLIP's list of merges.
    LocalPromptWords(const std::string& models_folder, const std::string& clip_merges);

    PromptCheck check(const std::string& prompt, const std::string& model) const override;
    std::vector<std::string> completions(const std::string& start, int count) const override;

private:
    std::optional<Lexicon> lexicon_;
    std::shared_future<std::optional<ClipTokenizer>> tokenizer_;
};

}  // namespace engine
