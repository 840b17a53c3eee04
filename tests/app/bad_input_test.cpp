#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>

#include "tests/app/cli_fixture.h"

namespace test {
namespace {

namespace fs = std::filesystem;

class BadInput : public CliTest {
protected:
    /// `shadows` with the fixture's mask and models on another photo.
    Ending shadowsOf(const std::string& photo, const std::string& output) const {
        return runCli(words("shadows", {photo, "-o", output, "--mask", file("mask.png"), "--steps", "1"}));
    }

    /// The program refused and left no trace.
    void expectRefused(const Ending& refused, int code, const std::string& word) const {
        EXPECT_EQ(refused.code, code) << word;
        expectSentence(refused, word);
        EXPECT_EQ(refused.out, "");
        EXPECT_FALSE(exists("result.png"));
        EXPECT_TRUE(leftovers().empty());
    }
};

TEST_F(BadInput, FilesThatAreNoPictures) {
    const std::string whole = bytesOf(file("photo.png"));
    folder_.write("empty.png", "");
    folder_.write("truncated.png", whole.substr(0, whole.size() / 2));
    folder_.write("text.png", "a shopping list");
    folder_.write("animation.gif", "GIF89a\1\0\1\0");
    for (const char* name : {"empty.png", "truncated.png", "text.png", "animation.gif", "nowhere.png"}) {
        expectRefused(shadowsOf(file(name), file("result.png")), 2, name);
    }
    expectRefused(shadowsOf(folder_.path().string(), file("result.png")), 2,
                  folder_.path().filename().string());
}

TEST_F(BadInput, APhotoThatMayNotBeRead) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
    fs::permissions(file("photo.png"), fs::perms::none);
    expectRefused(runCli(shadows("result.png")), 2, "photo.png");
}

/// The check sum of a PNG chunk (PNG specification, annex D).
std::string checkSum(const std::string& chunk) {
    std::uint32_t sum = 0xffffffff;
    for (const char byte : chunk) {
        sum ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) sum = sum & 1 ? 0xedb88320 ^ sum >> 1 : sum >> 1;
    }
    sum = ~sum;
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(sum >> shift & 0xff);
    return bytes;
}

TEST_F(BadInput, AClaimedSizeThatNothingCanHold) {
    std::string bytes = bytesOf(file("photo.png"));
    for (const std::string& side : {std::string("\0\0\x9c\x40", 4), std::string(4, '\0')}) {  // 40 000, 0
        bytes.replace(16, 4, side).replace(20, 4, side);  // width and height
        bytes.replace(29, 4, checkSum(bytes.substr(12, 17)));
        folder_.write("claimed.png", bytes);
        expectRefused(shadowsOf(file("claimed.png"), file("result.png")), 2, "claimed.png");
    }
}

TEST_F(BadInput, TheContentCountsNotTheSuffix) {
    writePicture(file("real.jpg"), kPhoto);
    fs::rename(file("real.jpg"), file("called.png"));
    EXPECT_EQ(shadowsOf(file("called.png"), file("result.png")).code, 0);
}

TEST_F(BadInput, GreyAlphaAndSinglePixelsAreFine) {
    writePicture(file("grey.png"), kPhoto, engine::PixelType::U8, 1);
    EXPECT_EQ(shadowsOf(file("grey.png"), file("grey_out.png")).code, 0);
    EXPECT_EQ(readPicture(file("grey_out.png")).channels(), 1);
    writePicture(file("dot.png"), {1, 1});
    writeMask(file("dot_mask.png"), {1, 1}, {0, 0, 1, 1});
    const Ending dot = runCli(words("shadows", {file("dot.png"), "-o", file("dot_out.png"), "--mask",
                                                file("dot_mask.png"), "--steps", "1"}));
    EXPECT_TRUE(dot.code == 0 || dot.code == 2) << dot.err;
    EXPECT_EQ(dot.code == 0, exists("dot_out.png"));
}

TEST_F(BadInput, AMaskOfAnotherSize) {
    writeMask(file("mask.png"), {kPhoto.width + 1, kPhoto.height}, kPainted);
    expectRefused(runCli(shadows("result.png")), 2, "97 × 80");
}

TEST_F(BadInput, AMaskWithNothingPainted) {
    writeMask(file("mask.png"), kPhoto, {});
    expectRefused(runCli(shadows("result.png")), 2, "empty");
}

TEST_F(BadInput, AMaskThatIsNoPicture) {
    folder_.write("mask.png", "white");
    expectRefused(runCli(shadows("result.png")), 2, "mask.png");
}

TEST_F(BadInput, NoFaceAndNoMask) {
    expectRefused(runCli(words("shadows", {file("photo.png"), "-o", file("result.png")})), 1, "No face");
}

TEST_F(BadInput, AnExistingOutputIsRefusedBeforeAnyWork) {
    folder_.write("result.png", "mine");
    // Neither the photo nor the models are there: the refusal comes before they are missed.
    const Ending refused =
        runCli({"shadows", file("nowhere.png"), "-o", file("result.png"), "--models", file("nowhere")});
    EXPECT_EQ(refused.code, 2);
    expectSentence(refused, "--overwrite");
    EXPECT_EQ(bytesOf(file("result.png")), "mine");
    EXPECT_EQ(runCli(shadows("result.png", {"--overwrite"})).code, 0);
    EXPECT_EQ(readPicture(file("result.png")).size(), kPhoto);
}

TEST_F(BadInput, AnExistingResultMaskOrPreviewIsRefusedToo) {
    folder_.write("used.png", "mine");
    expectRefused(runCli(shadows("result.png", {"--result-mask", file("used.png")})), 2, "used.png");
    EXPECT_EQ(bytesOf(file("used.png")), "mine");
    fs::create_directory(file("previews"));
    folder_.write("previews/preview-002.png", "mine");
    expectRefused(runCli(shadows("result.png", {"--previews", file("previews")})), 2, "preview-002.png");
}

TEST_F(BadInput, OutputsThatCannotBe) {
    expectRefused(runCli(shadows("result.gif")), 2, ".gif");
    expectRefused(runCli(shadows("result")), 2, "no ending");
    expectRefused(runCli(shadows("nowhere/result.png")), 2, "folder is not there");
    fs::create_directory(file("folder.png"));
    expectRefused(runCli(shadows("folder.png")), 2, "it is a folder");
    expectRefused(runCli(shadows("result.png", {"--result-mask", file("used.jpg")})), 2, ".png");
    expectRefused(runCli(shadows("result.png", {"--result-mask", file("result.png")})), 2, "two results");
    expectRefused(runCli(shadows("result.png", {"--previews", file("photo.png")})), 2, "--previews");
}

TEST_F(BadInput, AFullDiskLeavesNothing) {
    writePicture(file("photo.png"), {1200, 900});
    writeMask(file("mask.png"), {1200, 900}, {100, 100, 300, 300});
    std::string command = "ulimit -f 200; trap '' XFSZ; exec '" PENUMBRA_CLI "'";
    for (const std::string& word : shadows("result.tif", {"--result-mask", file("used.png")}))
        command += " '" + word + "'";
    const int status = std::system((command + " 2> '" + file("said") + "'").c_str());
    EXPECT_EQ(WEXITSTATUS(status), 2);
    EXPECT_NE(bytesOf(file("said")).find("result.tif"), std::string::npos) << bytesOf(file("said"));
    EXPECT_FALSE(exists("result.tif"));
    EXPECT_FALSE(exists("used.png")) << "no half of a result stays";
    EXPECT_TRUE(leftovers().empty());
}

TEST_F(BadInput, ModelsThatAreMissing) {
    fs::remove(models_ + "/shadows/model.safetensors");
    expectRefused(runCli(shadows("result.png")), 3, "shadows/model.safetensors");
    models_ = file("nowhere");
    expectRefused(runCli(shadows("result.png")), 3, "--models");
}

TEST_F(BadInput, ModelsThatAreDamaged) {
    fs::resize_file(models_ + "/shadows/model.safetensors", 1000);
    expectRefused(runCli(shadows("result.png")), 3, "shadows/model.safetensors");
    fs::copy(models_ + "/harmonise/model.safetensors", models_ + "/shadows/model.safetensors",
             fs::copy_options::overwrite_existing);
    fs::copy(models_ + "/field_upsampler/config.json", models_ + "/shadows/config.json",
             fs::copy_options::overwrite_existing);
    expectRefused(runCli(shadows("result.png")), 3, "shadows/config.json");
}

TEST_F(BadInput, ABadPhotoIsSaidBeforeMissingModels) {
    models_ = file("nowhere");
    expectRefused(shadowsOf(file("nowhere.png"), file("result.png")), 2, "nowhere.png");
}

}  // namespace
}  // namespace test
