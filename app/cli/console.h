#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "engine/api/error.h"

namespace cli {

/// Where a command talks: results on stdout (for people, or with --json one object a line), trouble on
/// stderr, one sentence each.
class Console {
public:
    Console(bool json, bool quiet) : json_(json), quiet_(quiet) {}

    /// `step` of `steps` is done. People see it where stderr is a terminal.
    void progress(int step, int steps, bool loading);
    /// Something on the way, for --json alone.
    void note(const nlohmann::json& object);
    /// What came out: `sentence` for people, `object` with --json.
    void result(const std::string& sentence, const nlohmann::json& object);
    /// An object for machines, whatever the options say.
    static void print(const nlohmann::json& object);
    static void complain(const std::string& sentence);

private:
    void clearProgress();

    bool json_;
    bool quiet_;
    bool progress_shown_ = false;
};

/// The contract's exit codes.
int exitCode(engine::ErrorCode code);

}  // namespace cli
