#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/error.h"

namespace engine {

/// Turns text into the token ids that CLIP's text encoders read, id for id as transformers' CLIPTokenizer
/// does. A value: it never changes, copies share what was read, and any number of threads may use it.
class ClipTokenizer {
public:
    /// What the rest of a short text is filled with.
    enum class Padding {
        EndOfText,        ///< Stable Diffusion 1.x and SDXL's first encoder
        ExclamationMark,  ///< SD 2.x and SDXL's second: id 0; every "!" in a text becomes that id by itself
    };

    /// Opens a tokenizer folder: vocab.json and merges.txt; what tokenizer_config.json,
    /// special_tokens_map.json and added_tokens.json say where they are there. Errors: ModelMissing,
    /// FileUnreadable, ModelCorrupt.
    static Result<ClipTokenizer> open(const std::string& folder);

    /// CLIP's own vocabulary from a list of merges, for checkpoints that bring no tokenizer. Errors: those of
    /// open.
    static Result<ClipTokenizer> fromMerges(const std::string& merges_path,
                                            Padding padding = Padding::EndOfText);

    /// All ids of a text, without begin and end, not cut. Broken UTF-8 counts as U+FFFD. What lies behind the
    /// first 16 MiB is not looked at.
    std::vector<std::int64_t> ids(std::string_view text) const;

    /// A tokenizer that also knows the placeholder `name`, which stands for `vectors` ids in a row:
    /// size()…size()+vectors−1 of this one, spelled "name", "name_1", "name_2", … Where a text has "name",
    /// all of them are meant. Errors: InvalidRequest (nothing or more than 256 bytes, white space, a token
    /// that exists already, vectors not 1…75).
    Result<ClipTokenizer> withPlaceholder(const std::string& name, int vectors) const;

    std::int64_t bos() const;
    std::int64_t eos() const;
    std::int64_t pad() const;
    /// Ids of a text that fits, with begin and end: 77.
    std::size_t maxLength() const;
    /// All ids are below it, placeholders included: rows that the table of embeddings needs.
    std::int64_t size() const;

private:
    struct State;
    explicit ClipTokenizer(std::shared_ptr<const State> state) : state_(std::move(state)) {}

    std::shared_ptr<const State> state_;
};

}  // namespace engine
