#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "engine/api/error.h"
#include "engine/store/library/verified_note.h"

namespace engine {

/// Reads every byte of a model, a file or a folder, and hashes it; with `copy_to`, an empty folder, writes
/// the files there under their names. Of a folder, what this program never opens (pickles, other frameworks'
/// files, hidden folders) is left out. `progress` hears 0…1. Errors: Cancelled, FileUnreadable (also when a
/// file changes meanwhile), FileUnwritable (no space). What was written until then stays.
Result<VerifiedNote> readModelFiles(const std::string& model, const std::string& copy_to,
                                    std::stop_token stop, const std::function<void(double)>& progress);

}  // namespace engine
