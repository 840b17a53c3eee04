#include <csignal>
#include <cstdlib>

#include "tests/app/cli_fixture.h"
#include "tests/app/program.h"

namespace test {
namespace {

using Interrupt = CliTest;

/// Lets a job of 100 steps begin, then sends `signal`.
int codeAfter(int signal, const std::vector<std::string>& words) {
    Program program(words);
    std::string line = program.nextLine();
    while (!line.empty() && line.find("\"steps\":100") == std::string::npos) line = program.nextLine();
    EXPECT_FALSE(line.empty()) << "the job said no step";
    program.send(signal);
    const int code = program.wait();
    EXPECT_EQ(program.out().find("\"done\""), std::string::npos);
    EXPECT_NE(program.err().find("cancelled"), std::string::npos) << program.err();
    return code;
}

TEST_F(Interrupt, CtrlCEndsWithoutAFile) {
    writePicture(file("photo.png"), {1200, 900});
    writeMask(file("mask.png"), {1200, 900}, {100, 100, 900, 300});
    std::vector<std::string> words =
        shadows("result.png", {"--json", "--steps", "100", "--result-mask", file("used.png")});
    EXPECT_EQ(codeAfter(SIGINT, words), 130);
    EXPECT_FALSE(exists("result.png"));
    EXPECT_FALSE(exists("used.png"));
    EXPECT_TRUE(leftovers().empty());
}

TEST_F(Interrupt, APoliteKillEndsTheSameWay) {
    EXPECT_EQ(codeAfter(SIGTERM, shadows("result.png", {"--json", "--steps", "100"})), 130);
    EXPECT_FALSE(exists("result.png"));
}

TEST_F(Interrupt, TheFileThatWasThereStays) {
    folder_.write("result.png", "mine");
    EXPECT_EQ(codeAfter(SIGINT, shadows("result.png", {"--json", "--steps", "100", "--overwrite"})), 130);
    EXPECT_EQ(bytesOf(file("result.png")), "mine");
}

TEST_F(Interrupt, AReaderThatGoesAwayDoesNotCostThePicture) {
    const std::string command = std::string("'") + PENUMBRA_CLI + "' shadows '" + file("photo.png") +
                                "' -o '" + file("result.png") + "' --mask '" + file("mask.png") +
                                "' --models '" + models_ + "' --json | true";
    EXPECT_EQ(std::system(command.c_str()), 0);  // waits for both sides of the pipe
    EXPECT_EQ(readPicture(file("result.png")).size(), kPhoto);
}

}  // namespace
}  // namespace test
