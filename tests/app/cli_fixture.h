#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/api/photo.h"
#include "tests/engine/files/temporary_folder.h"

namespace test {

/// How a run of the program ended.
struct Ending {
    int code;
    std::string out, err;
};

/// Runs penumbra-cli to its end.
Ending runCli(const std::vector<std::string>& words);

/// A colourful picture, written in the format of `path`'s suffix.
void writePicture(const std::string& path, engine::Size size, engine::PixelType type = engine::PixelType::U8,
                  int channels = 3);
/// A grey PNG: white inside `painted`.
void writeMask(const std::string& path, engine::Size size, engine::Rect painted);
/// The picture in a file; a failure and a null image when there is none.
engine::Image readPicture(const std::string& path);
std::string bytesOf(const std::string& path);

/// A folder with a photo of 96 × 80, a mask for it, and tiny models.
class CliTest : public ::testing::Test {
protected:
    static constexpr engine::Size kPhoto{96, 80};
    static constexpr engine::Rect kPainted{30, 20, 24, 30};

    CliTest();

    std::string file(const std::string& name) const { return folder_.file(name); }
    bool exists(const std::string& name) const { return std::filesystem::exists(file(name)); }
    /// Names in the folder that no test put there: hidden files and parts of files.
    std::vector<std::string> leftovers() const;
    /// `shadows` on the photo with mask and models, to `output`, two steps, and further words.
    std::vector<std::string> shadows(const std::string& output,
                                     const std::vector<std::string>& more = {}) const;
    std::vector<std::string> words(const std::string& command, const std::vector<std::string>& more) const;

    engine::TemporaryFolder folder_;
    std::string models_ = file("models");
};

/// One sentence on stderr that holds `word`, nothing else.
void expectSentence(const Ending& ending, const std::string& word);

}  // namespace test
