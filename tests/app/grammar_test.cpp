#include "tests/app/cli_fixture.h"

namespace test {
namespace {

TEST(CliGrammar, WithoutACommandItHelpsAndFails) {
    const Ending none = runCli({});
    EXPECT_EQ(none.code, 2);
    EXPECT_NE(none.out.find("harmonise"), std::string::npos);
}

TEST(CliGrammar, HelpNamesEveryCommandAndExitCode) {
    const Ending help = runCli({"--help"});
    EXPECT_EQ(help.code, 0);
    for (const char* word : {"shadows", "harmonise", "describe", "read", "models", "bench", "130"}) {
        EXPECT_NE(help.out.find(word), std::string::npos) << word;
    }
}

TEST(CliGrammar, HelpOfACommandNamesItsOptions) {
    const Ending help = runCli({"shadows", "--help"});
    EXPECT_EQ(help.code, 0);
    for (const char* word :
         {"--strength", "--softness", "--keep-shape", "--mask", "--seed", "--previews", "--overwrite"}) {
        EXPECT_NE(help.out.find(word), std::string::npos) << word;
    }
    EXPECT_EQ(runCli({"models", "--help"}).code, 0);
}

TEST(CliGrammar, AnUnknownCommandIsAnsweredWithTheKnownOnes) {
    for (const char* command : {"identity", "people", "SHADOWS", "", "-x"}) {
        const Ending answer = runCli({command});
        EXPECT_EQ(answer.code, 2) << command;
        expectSentence(answer, "shadows, harmonise, style, describe, pose, read, generate, models, bench");
    }
}

TEST_F(CliTest, WrongWordsAreRefusedBeforeAnyWork) {
    struct Case {
        std::vector<std::string> words;
        const char* part;
    };
    const std::string photo = file("photo.png"), output = file("result.png");
    const std::vector<Case> cases = {
        {{"shadows"}, "One photo"},
        {{"shadows", photo}, "-o OUTPUT"},
        {{"shadows", photo, photo, "-o", output}, "found 2"},
        {{"shadows", photo, "-o"}, "-o"},
        {{"shadows", photo, "-o", output, "--strength", "nan"}, "--strength"},
        {{"shadows", photo, "-o", output, "--softness", "2"}, "--softness"},
        {{"shadows", photo, "-o", output, "--keep-shape", "much"}, "--keep-shape"},
        {{"shadows", photo, "-o", output, "--steps", "0"}, "--steps"},
        {{"shadows", photo, "-o", output, "--seed", "-4"}, "--seed"},
        {{"shadows", photo, "-o", output, "--threads", "0"}, "--threads"},
        {{"shadows", photo, "-o", output, "--device", "gpu"}, "device"},
        {{"shadows", photo, "-o", output, "--precision", "f64"}, "precision"},
        {{"shadows", photo, "-o", output, "--lora", "x"}, "--lora"},
        {{"shadows", photo, "-o", output, "--scheduler", "x"}, "--scheduler"},
        {{"shadows", photo, "-o", output, "--background", "x"}, "--background"},
        {{"harmonise", photo, "-o", output}, "--background"},
        {{"read", photo}, "-o OUTPUT"},
        {{"read", "-o", output}, "One photo"},
        {{"models"}, "models list"},
        {{"models", "export", "x"}, "models check PATH"},
        {{"models", "check"}, "models check PATH"},
        {{"bench", "x"}, "No INPUT"},
        {{"bench", "--json"}, "--json"},
    };
    for (const Case& one : cases) {
        const Ending answer = runCli(one.words);
        EXPECT_EQ(answer.code, 2) << one.part;
        expectSentence(answer, one.part);
        EXPECT_EQ(answer.out, "");
    }
    EXPECT_FALSE(exists("result.png"));
}

}  // namespace
}  // namespace test
