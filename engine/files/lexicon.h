#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/error.h"

namespace engine {

/// The words that the starter model's text encoder knows: many words, in any language, mean one concept. Text
/// is read from left to right, the longest known words first, so that languages without spaces work too.
class Lexicon {
public:
    /// Ids; concepts follow in the order of the file, acts after them.
    static constexpr int kPadding = 0, kBegin = 1;

    /// What a prompt says.
    struct Reading {
        std::vector<int> ids;  ///< of concepts and acts, without kBegin
        std::vector<std::string>
            unknown;  ///< the first 20 words that mean nothing here, each once, in lower case
    };

    /// {"concepts": [name, …], "acts": [name, …], "ignored": [word, …], "words": {word: [concept or act, …],
    /// …}}, lower case; acts may be missing.
    /// `file_name` appears in errors only. Errors: ModelCorrupt.
    static Result<Lexicon> parse(std::string_view text, std::string_view file_name);
    /// Reads a file of at most 1 MiB. Errors: ModelMissing, FileUnreadable, ModelCorrupt.
    static Result<Lexicon> read(const std::string& path);

    /// `prompt`: any bytes. Weights as in "(word:1.3)" are passed over.
    Reading tokens(std::string_view prompt) const;

    /// The id of a concept or an act by its name.
    std::optional<int> id(std::string_view name) const;
    /// The name of an id that means something that is done beside the network, such as an expression of the
    /// face; nothing for concepts.
    std::optional<std::string> act(int id) const;
    /// Ids that the text encoder knows: kPadding, kBegin and the concepts.
    int size() const { return concepts_ + 2; }

    /// Up to `count` known words that begin with `start` (any case), shortest first.
    std::vector<std::string> completions(std::string_view start, int count) const;

private:
    std::size_t matchAt(std::string_view text, const std::vector<int>*& meaning) const;

    std::vector<std::string> names_;  ///< of concepts, then of acts
    int concepts_ = 0;
    std::map<std::string, std::vector<int>, std::less<>> words_;  ///< no ids: ignored
    std::size_t longest_ = 0;                                     ///< bytes
};

}  // namespace engine
