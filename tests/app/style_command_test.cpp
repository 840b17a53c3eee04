#include <cstring>

#include "tests/app/cli_fixture.h"
#include "tests/support/tiny_models.h"

namespace test {
namespace {

class StyleCommand : public CliTest {
protected:
    StyleCommand() { writeTinyModelsThatSeeFaces(models_); }
    Ending style(const std::vector<std::string>& more) const {
        std::vector<std::string> all = {file("photo.png"), "-o", file("result.png")};
        all.insert(all.end(), more.begin(), more.end());
        return runCli(words("style", all));
    }
};

TEST_F(StyleCommand, GivesPartsAnotherLook) {
    const Ending done = style({"--parts", "hair,lips", "--variation", "2", "--result-mask", file("m.png")});
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(readPicture(file("result.png")).size(), kPhoto);
    EXPECT_FALSE(readPicture(file("m.png")).isNull());
    const engine::Image before = readPicture(file("photo.png")), after = readPicture(file("result.png"));
    ASSERT_EQ(before.byteCount(), after.byteCount());
    EXPECT_NE(std::memcmp(before.data(), after.data(), before.byteCount()), 0);
}

TEST_F(StyleCommand, TakesTheLookOfADonor) {
    writePicture(file("donor.png"), {70, 90});
    const Ending done = style({"--parts", "hair", "--from", file("donor.png"), "--amount", "1.5"});
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_NE(bytesOf(file("result.png")), bytesOf(file("photo.png")));
}

TEST_F(StyleCommand, AsksForOneSourceOfTheLook) {
    for (const std::vector<std::string>& said :
         {std::vector<std::string>{"--parts", "hair"},
          {"--parts", "hair", "--variation", "1", "--from", file("photo.png")}}) {
        const Ending done = style(said);
        EXPECT_EQ(done.code, 2);
        expectSentence(done, "--variation");
        EXPECT_FALSE(exists("result.png"));
    }
}

TEST_F(StyleCommand, BadPartsAndValuesAreBadInputs) {
    for (const char* parts : {"", "hair,", "nose", "hair;lips", "hair,hair"}) {
        const Ending done = style({"--parts", parts, "--variation", "1"});
        EXPECT_EQ(done.code, 2) << parts;
        EXPECT_FALSE(exists("result.png"));
    }
    EXPECT_EQ(style({"--variation", "1"}).code, 2);
    EXPECT_EQ(style({"--parts", "hair", "--variation", "-1"}).code, 2);
    EXPECT_EQ(style({"--parts", "hair", "--variation", "1", "--amount", "3"}).code, 2);
    EXPECT_EQ(style({"--parts", "hair", "--from", file("nowhere.png")}).code, 2);
    EXPECT_EQ(style({"--parts", "eyes", "--variation", "1"}).code, 2);
    EXPECT_FALSE(exists("result.png"));
}

}  // namespace
}  // namespace test
