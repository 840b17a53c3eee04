#pragma once

#include <functional>
#include <string_view>

namespace engine {

/// Calls `word` for each of the words that CLIP's tokenizer looks at one by one: a run of letters, one digit,
/// an English ending ('s, 't, 're, 've, 'm, 'll, 'd), or a run of anything else that is not space. `text` is
/// valid UTF-8 in composed lower case.
void forEachWord(std::string_view text, const std::function<void(std::string_view)>& word);

}  // namespace engine
