#pragma once

#include <filesystem>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

#include "app/cli/arguments.h"
#include "app/cli/console.h"
#include "engine/api/error.h"

namespace cli {

/// What a running command has around it.
struct Surroundings {
    Console& console;
    std::stop_token stop;             ///< requested by Ctrl-C
    std::filesystem::path resources;  ///< the program's own (models, sample portrait); empty: not found
};

/// A word that penumbra-cli understands.
struct Command {
    std::string_view name;
    std::string_view summary;
    std::string_view operands;  ///< for the help text: "INPUT -o OUTPUT"
    std::vector<Option> options;
    engine::Result<engine::Done> (*run)(const Arguments&, const Surroundings&);
};

/// Every command, in the order of the help text.
std::span<const Command> allCommands();

engine::Result<engine::Done> runShadows(const Arguments& arguments, const Surroundings& around);
engine::Result<engine::Done> runHarmonise(const Arguments& arguments, const Surroundings& around);
engine::Result<engine::Done> runStyle(const Arguments& arguments, const Surroundings& around);
engine::Result<engine::Done> runDescribe(const Arguments& arguments, const Surroundings& around);
engine::Result<engine::Done> runPose(const Arguments& arguments, const Surroundings& around);
engine::Result<engine::Done> runRead(const Arguments& arguments, const Surroundings& around);
engine::Result<engine::Done> runGenerate(const Arguments& arguments, const Surroundings& around);
engine::Result<engine::Done> runModels(const Arguments& arguments, const Surroundings& around);
engine::Result<engine::Done> runBench(const Arguments& arguments, const Surroundings& around);

}  // namespace cli
