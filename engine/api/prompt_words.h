#pragma once

#include <string>
#include <vector>

namespace engine {

/// What a model makes of a prompt before it runs.
struct PromptCheck {
    int tokens = 0;                    ///< that the text takes, without begin and end
    int limit = 0;                     ///< tokens that fit; 0: any number, in chunks
    std::vector<std::string> unknown;  ///< words that the model does not know, as typed
};

/// The words that models understand. Every function may be called from any thread and takes milliseconds.
/// `model` is as in DescribeRequest: empty for the starter model, else a user's checkpoint.
class PromptWords {
public:
    virtual ~PromptWords() = default;

    virtual PromptCheck check(const std::string& prompt, const std::string& model) const = 0;

    /// Up to `count` known words that begin with `start` (letters typed so far), the likeliest first; in the
    /// language of `start`.
    virtual std::vector<std::string> completions(const std::string& start, int count) const = 0;
};

}  // namespace engine
