#pragma once

#include <map>
#include <string>

#include "engine/api/error.h"

namespace engine {

/// Byte-pair merges (Sennrich et al. 2015, arXiv 1508.07909) that make each of `words` (ASCII, with how often
/// it is used) a token of its own: the pair that is seen most often becomes one, until nothing is left to be
/// joined. As the text of a merges.txt.
std::string mergesOf(const std::map<std::string, int>& words);

/// Writes a tokenizer's folder in CLIP's format for these merges; texts have `length` ids, begin and end
/// included. Errors: FileUnwritable.
Result<Done> writeTokenizer(const std::string& merges, int length, const std::string& folder);

}  // namespace engine
