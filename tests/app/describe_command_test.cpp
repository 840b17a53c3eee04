#include "tests/app/cli_fixture.h"
#include "tests/support/tiny_models.h"

namespace test {
namespace {

class DescribeCommand : public CliTest {
protected:
    Ending describe(const std::string& prompt, const std::vector<std::string>& more = {}) {
        std::vector<std::string> all = {file("photo.png"),  "--prompt", prompt, "-o",
                                        file("result.png"), "--steps",  "2"};
        all.insert(all.end(), more.begin(), more.end());
        return runCli(words("describe", all));
    }
};

TEST_F(DescribeCommand, ChangesAPhotoWithoutAFaceAsAWhole) {
    const Ending done = describe("blond hair");
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(readPicture(file("result.png")).size(), kPhoto);
    EXPECT_NE(bytesOf(file("result.png")), bytesOf(file("photo.png")));
}

TEST_F(DescribeCommand, PixelsOutsideTheMaskStayAsTheyAre) {
    ASSERT_EQ(describe("blond hair", {"--mask", file("mask.png")}).code, 0);
    const engine::Image before = readPicture(file("photo.png")), after = readPicture(file("result.png"));
    for (int y = 0; y < kPhoto.height; ++y) {
        for (int x = 0; x < kPhoto.width; ++x) {
            const bool across = x >= kPainted.x && x < kPainted.right();
            if (across && y >= kPainted.y && y < kPainted.bottom()) continue;
            for (int c = 0; c < 3; ++c)
                ASSERT_EQ(before.row<std::uint8_t>(y)[3 * x + c], after.row<std::uint8_t>(y)[3 * x + c]);
        }
    }
}

TEST_F(DescribeCommand, VariantsGetNumbersAndTheMaskThatWasUsedIsWritten) {
    const Ending done = describe("red background", {"--variants", "2", "--result-mask", file("used.png")});
    ASSERT_EQ(done.code, 0) << done.err;
    for (const char* name : {"result-1.png", "result-2.png", "used-1.png", "used-2.png"})
        EXPECT_TRUE(exists(name));
    EXPECT_FALSE(exists("result.png"));
}

TEST_F(DescribeCommand, WordsThatTheStarterModelDoesNotKnowAreSaid) {
    const Ending some = describe("blond hair and dragons");
    EXPECT_EQ(some.code, 0);
    expectSentence(some, "dragons");
    std::filesystem::remove(file("result.png"));
    const Ending none = describe("dragons");
    EXPECT_EQ(none.code, 2);
    expectSentence(none, "dragons");
    EXPECT_FALSE(exists("result.png"));
}

TEST_F(DescribeCommand, WhatMakesNoSenseIsRefused) {
    for (const auto& [prompt, more, word] :
         std::vector<std::tuple<std::string, std::vector<std::string>, std::string>>{
             {"", {}, "no words"},
             {"\x01\x02", {}, "no words"},
             {"glasses", {}, "no glasses"},
             {"no hair", {}, "Only glasses"},
             {"blond hair", {"--variants", "0"}, "--variants"},
             {"blond hair", {"--guidance", "nan"}, "--guidance"},
             {"blond hair", {"--lora", "x.safetensors"}, "--lora"},
             {"blond hair", {"--negative", "hat"}, "--negative"}}) {
        const Ending done = describe(prompt, more);
        EXPECT_EQ(done.code, 2) << word;
        expectSentence(done, word);
        EXPECT_FALSE(exists("result.png"));
    }
}

TEST_F(DescribeCommand, AVeryLongPromptIsRead) {
    std::string prompt;
    for (int i = 0; i < 10000; ++i) prompt += "blond hair ";
    EXPECT_EQ(describe(prompt).code, 0);
}

TEST_F(DescribeCommand, NeedsItsModel) {
    std::filesystem::remove(models_ + "/describe/model.safetensors");
    const Ending done = describe("blond hair");
    EXPECT_EQ(done.code, 3);
    expectSentence(done, "model.safetensors");
}

}  // namespace
}  // namespace test
