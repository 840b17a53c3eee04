#include "tests/app/cli_fixture.h"
#include "tests/support/tiny_models.h"

namespace test {
namespace {

class HarmoniseCommand : public CliTest {
protected:
    HarmoniseCommand() { writePicture(file("behind.jpg"), {200, 50}); }
};

TEST_F(HarmoniseCommand, LightsThePaintedPerson) {
    const Ending done =
        runCli(words("harmonise", {file("photo.png"), "--background", file("behind.jpg"), "-o",
                                   file("result.png"), "--mask", file("mask.png"), "--steps", "1"}));
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(readPicture(file("result.png")).size(), kPhoto);
    EXPECT_NE(bytesOf(file("result.png")), bytesOf(file("photo.png")));
}

TEST_F(HarmoniseCommand, FindsThePersonItself) {
    writeTinyModelsThatSeeFaces(models_);
    const Ending done =
        runCli(words("harmonise", {file("photo.png"), "--background", file("behind.jpg"), "-o",
                                   file("result.png"), "--steps", "1", "--result-mask", file("used.png")}));
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(readPicture(file("used.png")).size(), kPhoto);
}

TEST_F(HarmoniseCommand, ABadBackgroundIsABadInput) {
    const Ending done = runCli(words("harmonise", {file("photo.png"), "--background", file("nowhere.jpg"),
                                                   "-o", file("result.png"), "--mask", file("mask.png")}));
    EXPECT_EQ(done.code, 2);
    expectSentence(done, "nowhere.jpg");
    EXPECT_FALSE(exists("result.png"));
}

TEST_F(HarmoniseCommand, NeedsItsModel) {
    std::filesystem::remove_all(models_ + "/harmonise");
    const Ending done = runCli(words("harmonise", {file("photo.png"), "--background", file("behind.jpg"),
                                                   "-o", file("result.png"), "--mask", file("mask.png")}));
    EXPECT_EQ(done.code, 3);
    expectSentence(done, "harmonise/config.json");
}

}  // namespace
}  // namespace test
