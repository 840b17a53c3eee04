#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace test {

/// A run of penumbra-cli: its two streams are read while it runs.
class Program {
public:
    /// Starts it. The words are the arguments after the program's name.
    explicit Program(const std::vector<std::string>& words);
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    ~Program();

    /// The next line of stdout without its end; empty when there is none any more.
    std::string nextLine();
    void send(int signal) const;
    /// Reads both streams to their ends and waits; the exit code, or 1000 + the number of the signal that
    /// killed it.
    int wait();

    /// All of stdout so far, and of stderr once it has ended.
    const std::string& out() const { return out_; }
    const std::string& err() const { return err_; }

private:
    pid_t process_ = -1;
    int out_pipe_ = -1;
    std::string err_path_;
    std::string out_, err_;
    std::size_t read_ = 0;  ///< of out_, by nextLine()
    int code_ = -1;
};

}  // namespace test
