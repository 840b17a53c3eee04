#include "tests/app/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

extern char** environ;

namespace test {

Program::Program(const std::vector<std::string>& words) {
    // A file for stderr: two pipes could fill up in turns.
    std::string pattern = (std::filesystem::temp_directory_path() / "penumbra-stderr-XXXXXX").string();
    const int err_file = ::mkstemp(pattern.data());
    err_path_ = pattern;
    int ends[2];
    if (err_file < 0 || ::pipe2(ends, O_CLOEXEC) != 0) ADD_FAILURE() << "no pipe or temporary file";
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err_file, STDERR_FILENO);
    std::vector<std::string> all = {PENUMBRA_CLI};
    all.insert(all.end(), words.begin(), words.end());
    std::vector<char*> arguments;
    for (std::string& word : all) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    if (posix_spawn(&process_, PENUMBRA_CLI, &actions, nullptr, arguments.data(), environ) != 0) {
        ADD_FAILURE() << PENUMBRA_CLI << " does not start";
        process_ = -1;
    }
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    ::close(err_file);
    out_pipe_ = ends[0];
}

Program::~Program() {
    if (process_ > 0 && code_ < 0) {
        send(SIGKILL);
        wait();
    }
    ::close(out_pipe_);
    ::unlink(err_path_.c_str());
}

std::string Program::nextLine() {
    for (;;) {
        const std::size_t end = out_.find('\n', read_);
        if (end != std::string::npos) {
            const std::string line = out_.substr(read_, end - read_);
            read_ = end + 1;
            return line;
        }
        char bytes[4096];
        const ssize_t count = ::read(out_pipe_, bytes, sizeof bytes);
        if (count <= 0) return {};
        out_.append(bytes, static_cast<std::size_t>(count));
    }
}

void Program::send(int signal) const {
    ::kill(process_, signal);
}

int Program::wait() {
    if (code_ >= 0 || process_ <= 0) return code_;
    char bytes[4096];
    for (ssize_t count = 1; count > 0;) {
        count = ::read(out_pipe_, bytes, sizeof bytes);
        if (count > 0) out_.append(bytes, static_cast<std::size_t>(count));
    }
    int status = 0;
    ::waitpid(process_, &status, 0);
    code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
    std::ifstream stream(err_path_);
    err_.assign(std::istreambuf_iterator<char>(stream), {});
    return code_;
}

}  // namespace test
