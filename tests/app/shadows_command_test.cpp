#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "engine/photo/local_darkroom.h"
#include "tests/app/cli_fixture.h"
#include "tests/support/tiny_models.h"

namespace test {
namespace {

using engine::Image;
using engine::PixelType;
using engine::Rect;
using nlohmann::json;

std::vector<json> linesOf(const std::string& text) {
    std::vector<json> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(json::parse(line));
    return lines;
}

bool inside(Rect rect, int x, int y) {
    return x >= rect.x && y >= rect.y && x < rect.right() && y < rect.bottom();
}

bool samePixel(const Image& a, const Image& b, int x, int y) {
    const std::size_t bytes = a.channels() * bytesPer(a.type()), at = a.rowBytes() * y + bytes * x;
    return std::equal(a.data() + at, a.data() + at + bytes, b.data() + at);
}

/// How many pixels differ, inside and outside `painted`.
std::pair<int, int> differences(const Image& a, const Image& b, Rect painted) {
    std::pair<int, int> count;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            if (!samePixel(a, b, x, y)) ++(inside(painted, x, y) ? count.first : count.second);
        }
    }
    return count;
}

using ShadowsCommand = CliTest;

TEST_F(ShadowsCommand, WritesThePhotoWithTheMaskedPartChanged) {
    const Ending done = runCli(shadows("result.png"));
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_NE(done.out.find("result.png"), std::string::npos);
    const auto [changed, strayed] =
        differences(readPicture(file("photo.png")), readPicture(file("result.png")), kPainted);
    EXPECT_GT(changed, 100);
    EXPECT_EQ(strayed, 0);
    EXPECT_TRUE(leftovers().empty());
}

TEST_F(ShadowsCommand, OutsideTheMaskEveryBitStaysInEveryLosslessFormat) {
    struct Case {
        const char* suffix;
        PixelType type;
        int channels;
    };
    for (const Case& one :
         {Case{".png", PixelType::U8, 4}, Case{".png", PixelType::U16, 3}, Case{".tif", PixelType::U8, 3},
          Case{".tif", PixelType::U16, 3}, Case{".tif", PixelType::F32, 3}}) {
        const std::string photo = file(std::string("in") + one.suffix),
                          output = file(std::string("out") + one.suffix);
        writePicture(photo, kPhoto, one.type, one.channels);
        // A later --overwrite is what a second format with the same suffix needs.
        const Ending done = runCli(words(
            "shadows", {photo, "-o", output, "--mask", file("mask.png"), "--steps", "1", "--overwrite"}));
        ASSERT_EQ(done.code, 0) << done.err;
        const Image before = readPicture(photo), after = readPicture(output);
        ASSERT_EQ(after.type(), one.type) << one.suffix;
        ASSERT_EQ(after.channels(), one.channels) << one.suffix;
        const auto [changed, strayed] = differences(before, after, kPainted);
        EXPECT_GT(changed, 100) << one.suffix;
        EXPECT_EQ(strayed, 0) << one.suffix;
        std::filesystem::remove(photo);
    }
}

TEST_F(ShadowsCommand, TheSuffixOfTheOutputIsItsFormat) {
    for (const char* name : {"result.jpg", "result.tif", "result.webp"}) {
        const Ending done = runCli(shadows(name, {"--steps", "1"}));
        ASSERT_EQ(done.code, 0) << done.err;
        EXPECT_EQ(readPicture(file(name)).size(), kPhoto);
    }
}

TEST_F(ShadowsCommand, TheSameSeedGivesTheSameBytes) {
    for (const char* name : {"one.png", "two.png"})
        ASSERT_EQ(runCli(shadows(name, {"--seed", "12"})).code, 0);
    ASSERT_EQ(runCli(shadows("other.png", {"--seed", "13"})).code, 0);
    EXPECT_EQ(bytesOf(file("one.png")), bytesOf(file("two.png")));
    EXPECT_NE(bytesOf(file("one.png")), bytesOf(file("other.png")));
}

TEST_F(ShadowsCommand, WatchingDoesNotChangeTheResult) {
    ASSERT_EQ(runCli(shadows("quiet.png", {"--quiet"})).code, 0);
    ASSERT_EQ(runCli(shadows("watched.png",
                             {"--json", "--previews", file("previews"), "--result-mask", file("used.png")}))
                  .code,
              0);
    EXPECT_EQ(bytesOf(file("quiet.png")), bytesOf(file("watched.png")));
}

TEST_F(ShadowsCommand, StrengthZeroKeepsEveryPixel) {
    ASSERT_EQ(runCli(shadows("result.png", {"--strength", "0"})).code, 0);
    const auto [changed, strayed] =
        differences(readPicture(file("photo.png")), readPicture(file("result.png")), kPainted);
    EXPECT_EQ(changed + strayed, 0);
}

TEST_F(ShadowsCommand, TellsMachinesEveryStepAndTheResult) {
    const Ending done = runCli(shadows("result.png", {"--json", "--steps", "3"}));
    ASSERT_EQ(done.code, 0) << done.err;
    std::vector<int> steps;
    const std::vector<json> lines = linesOf(done.out);
    for (const json& line : lines) {
        if (line["event"] == "progress" && line["steps"] == 3) steps.push_back(line["step"]);
    }
    EXPECT_EQ(steps, (std::vector<int>{1, 2, 3}));
    const json& last = lines.back();
    EXPECT_EQ(last["event"], "done");
    EXPECT_EQ(last["output"], file("result.png"));
    ASSERT_EQ(last["region"].size(), 4u);
    EXPECT_LE(last["region"][0], kPainted.x);
    EXPECT_GT(last["seconds"], 0);
}

TEST_F(ShadowsCommand, JsonHasNoOtherEventsThanProgressAndDone) {
    const Ending done = runCli(shadows("result.png", {"--json"}));
    ASSERT_EQ(done.code, 0) << done.err;
    for (const json& line : linesOf(done.out)) {
        EXPECT_TRUE(line["event"] == "progress" || line["event"] == "done") << line.dump();
    }
}

TEST_F(ShadowsCommand, AJobThatFailsLeavesNoFolderForItsPreviews) {
    const std::string models = file("models/shadows");
    std::filesystem::remove_all(models);
    const Ending failed = runCli(shadows("result.png", {"--previews", file("some/previews")}));
    EXPECT_NE(failed.code, 0);
    EXPECT_FALSE(exists("some"));
}

TEST_F(ShadowsCommand, AFolderThatWasThereStays) {
    std::filesystem::create_directory(file("previews"));
    std::filesystem::remove_all(file("models/shadows"));
    EXPECT_NE(runCli(shadows("result.png", {"--previews", file("previews")})).code, 0);
    EXPECT_TRUE(exists("previews"));
}

TEST_F(ShadowsCommand, QuietSaysNothing) {
    const Ending done = runCli(shadows("result.png", {"--quiet"}));
    EXPECT_EQ(done.code, 0);
    EXPECT_EQ(done.out + done.err, "");
}

TEST_F(ShadowsCommand, WritesEveryPreviewItTellsOf) {
    const Ending done =
        runCli(shadows("result.png", {"--json", "--steps", "6", "--previews", file("previews")}));
    ASSERT_EQ(done.code, 0) << done.err;
    const std::vector<json> lines = linesOf(done.out);
    const Rect region{0, 0, lines.back()["region"][2], lines.back()["region"][3]};
    int told = 0;
    for (const json& line : lines) {
        if (line["event"] != "preview") continue;
        ++told;
        EXPECT_EQ(readPicture(line["file"]).size(), region.size());
    }
    EXPECT_GE(told, 1);
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(file("previews")), {}), told);
}

TEST_F(ShadowsCommand, PreviewsOfALargePhotoAreAtMost1024PixelsLong) {
    writePicture(file("large.png"), {2600, 700});
    writeMask(file("large_mask.png"), {2600, 700}, {100, 100, 2300, 500});
    const Ending done =
        runCli(words("shadows", {file("large.png"), "-o", file("result.jpg"), "--mask",
                                 file("large_mask.png"), "--steps", "1", "--previews", file("previews")}));
    ASSERT_EQ(done.code, 0) << done.err;
    const Image preview = readPicture(file("previews/preview-001.png"));
    EXPECT_LE(preview.width(), 1024);
    EXPECT_GT(preview.width(), 512);
}

TEST_F(ShadowsCommand, TheResultMaskIsThePaintedOne) {
    ASSERT_EQ(runCli(shadows("result.png", {"--result-mask", file("used.png")})).code, 0);
    const Image given = readPicture(file("mask.png")), used = readPicture(file("used.png"));
    EXPECT_EQ(used.channels(), 1);
    EXPECT_EQ(differences(given, used, {}).second, 0);
}

TEST_F(ShadowsCommand, WithoutAMaskThePersonIsFound) {
    writeTinyModelsThatSeeFaces(models_);
    const Ending done = runCli(words("shadows", {file("photo.png"), "-o", file("result.png"), "--result-mask",
                                                 file("used.png"), "--steps", "1", "--json"}));
    ASSERT_EQ(done.code, 0) << done.err;
    const json region = linesOf(done.out).back()["region"];
    const Image used = readPicture(file("used.png"));
    EXPECT_EQ(used.size(), kPhoto);
    const int x = region[0].get<int>() + region[2].get<int>() / 2,
              y = region[1].get<int>() + region[3].get<int>() / 2;
    EXPECT_EQ(used.row<std::uint8_t>(y)[x], 255);
    for (int row = 0; row < kPhoto.height; ++row) {
        for (int column = 0; column < kPhoto.width; ++column) {
            const Rect seen{region[0], region[1], region[2], region[3]};
            ASSERT_TRUE(inside(seen, column, row) || used.row<std::uint8_t>(row)[column] == 0);
        }
    }
}

TEST_F(ShadowsCommand, A16BitMaskIsSoft) {
    engine::ImageBuilder soft(kPhoto, 1, PixelType::U16);
    for (int y = 0; y < kPhoto.height; ++y)
        std::fill_n(soft.row<std::uint16_t>(y), kPhoto.width, std::uint16_t{0x8000});
    ASSERT_TRUE(engine::LocalDarkroom().saveMask(std::move(soft).finish(), file("soft.png"), false));
    const Ending done =
        runCli(words("shadows", {file("photo.png"), "-o", file("result.png"), "--mask", file("soft.png"),
                                 "--steps", "1", "--result-mask", file("used.png")}));
    ASSERT_EQ(done.code, 0) << done.err;
    EXPECT_EQ(readPicture(file("used.png")).row<std::uint8_t>(3)[3], 128);
}

}  // namespace
}  // namespace test
