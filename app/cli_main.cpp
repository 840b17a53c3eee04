#include <algorithm>
#include <cstdio>
#include <new>
#include <string>
#include <vector>

#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/passive_waiting.h"
#include "app/resources_folder.h"
#include "engine/files/in_quotes.h"

namespace {

using cli::Command;

std::string commandNames() {
    std::string names;
    for (const Command& command : cli::allCommands())
        names += (names.empty() ? "" : ", ") + std::string(command.name);
    return names;
}

void printHelp() {
    std::puts("penumbra-cli COMMAND INPUT... -o OUTPUT [options]\n");
    for (const Command& command : cli::allCommands()) {
        std::printf("  %-10s %s\n", std::string(command.name).c_str(), std::string(command.summary).c_str());
    }
    std::puts("\npenumbra-cli COMMAND --help says which options a command has.");
    std::puts(
        "Exit codes: 0 done, 1 the edit could not be made, 2 bad arguments or input file, 3 model files "
        "missing or");
    std::puts("unfit, 4 out of memory, 130 interrupted.");
}

void printHelp(const Command& command) {
    std::printf("penumbra-cli %s %s\n\n%s\n\n", std::string(command.name).c_str(),
                std::string(command.operands).c_str(), std::string(command.summary).c_str());
    for (const cli::Option& option : command.options) {
        const std::string left = std::string(option.name) + " " + std::string(option.value);
        std::printf("  %-30s %s\n", left.c_str(), std::string(option.help).c_str());
    }
}

int fail(const engine::Error& error) {
    cli::Console::complain(error.message);
    return cli::exitCode(error.code);
}

int run(const Command& command, const std::vector<std::string>& words, std::stop_token stop) {
    const auto arguments = cli::Arguments::parse(words, command.options);
    if (!arguments) return fail(arguments.error());
    cli::Console console(arguments.value().has("--json"), arguments.value().has("--quiet"));
    const std::filesystem::path resources = resourcesFolder("/proc/self/exe");
    const auto done = command.run(arguments.value(), {console, std::move(stop), resources});
    return done ? 0 : fail(done.error());
}

}  // namespace

int main(int argc, char** argv) {
    waitPassively(argv);
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    if (words.empty() || words[0] == "--help") {
        printHelp();
        return words.empty() ? 2 : 0;
    }
    const auto commands = cli::allCommands();
    const auto command =
        std::find_if(commands.begin(), commands.end(), [&](const Command& c) { return c.name == words[0]; });
    if (command == commands.end()) {
        return fail({engine::ErrorCode::InvalidRequest, "A command was expected (" + commandNames() +
                                                            "), found " + engine::inQuotes(words[0]) +
                                                            "; see --help."});
    }
    const std::vector<std::string> rest(words.begin() + 1, words.end());
    if (std::find(rest.begin(), rest.end(), "--help") != rest.end()) {
        printHelp(*command);
        return 0;
    }
    const cli::Interrupt interrupt;  // before LibTorch starts threads
    try {
        return run(*command, rest, interrupt.token());
    } catch (const std::bad_alloc&) {
        return fail({engine::ErrorCode::OutOfMemory,
                     "There is not enough memory for this; close other programs or take a smaller picture."});
    }
}
