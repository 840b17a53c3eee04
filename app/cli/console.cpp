#include "app/cli/console.h"

#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

namespace cli {

void Console::progress(int step, int steps, bool loading) {
    if (quiet_) return;
    if (json_) {
        if (!loading) note({{"event", "progress"}, {"step", step}, {"steps", steps}});
    } else if (::isatty(STDERR_FILENO)) {
        std::fprintf(stderr, "\r\033[K%s %d of %d", loading ? "Loading" : "Step", step, steps);
        std::fflush(stderr);
        progress_shown_ = true;
    }
}

void Console::note(const nlohmann::json& object) {
    if (json_ && !quiet_) print(object);
}

void Console::result(const std::string& sentence, const nlohmann::json& object) {
    clearProgress();
    if (json_) {
        print(object);
    } else if (!quiet_) {
        std::puts(sentence.c_str());
        std::fflush(stdout);
    }
}

void Console::print(const nlohmann::json& object) {
    // Paths need not be UTF-8; JSON must.
    std::puts(object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    std::fflush(stdout);
}

void Console::complain(const std::string& sentence) {
    if (::isatty(STDERR_FILENO)) std::fputs("\r\033[K", stderr);
    std::fprintf(stderr, "%s\n", sentence.c_str());
}

void Console::clearProgress() {
    if (progress_shown_) std::fputs("\r\033[K", stderr);
    progress_shown_ = false;
}

int exitCode(engine::ErrorCode code) {
    switch (code) {
        case engine::ErrorCode::Cancelled:
            return 130;
        case engine::ErrorCode::InvalidRequest:
        case engine::ErrorCode::FileUnreadable:
        case engine::ErrorCode::FileUnsupported:
        case engine::ErrorCode::FileUnwritable:
            return 2;
        case engine::ErrorCode::ModelMissing:
        case engine::ErrorCode::ModelCorrupt:
            return 3;
        case engine::ErrorCode::OutOfMemory:
            return 4;
        case engine::ErrorCode::NoFace:
        case engine::ErrorCode::NothingFound:
        case engine::ErrorCode::Internal:
            return 1;
    }
    return 1;
}

}  // namespace cli
