#include "tests/app/cli_fixture.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>

#include "engine/photo/float_pixels.h"
#include "engine/photo/local_darkroom.h"
#include "engine/photo/open.h"
#include "tests/app/program.h"
#include "tests/support/tiny_models.h"

namespace test {

using engine::Image;
using engine::ImageBuilder;
using engine::PixelType;
using engine::Rect;
using engine::Size;

Ending runCli(const std::vector<std::string>& words) {
    Program program(words);
    const int code = program.wait();
    return {code, program.out(), program.err()};
}

void writePicture(const std::string& path, Size size, PixelType type, int channels) {
    ImageBuilder picture(size, channels, type);
    std::vector<float> row(static_cast<std::size_t>(size.width) * channels);
    for (int y = 0; y < size.height; ++y) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = 0.45f + 0.3f * std::sin(0.05f * static_cast<float>(i) +
                                             0.031f * static_cast<float>(y * (1 + i % 3)));
        }
        engine::storeValues(row.data(), row.size(), type, picture.data() + picture.rowBytes() * y);
    }
    engine::Photo photo;
    photo.levels.push_back(std::move(picture).finish());
    engine::ExportOptions options;
    options.overwrite = true;
    const auto saved = engine::LocalDarkroom().save(photo, {}, path, options, {}, {});
    ASSERT_TRUE(saved) << saved.error().message;
}

void writeMask(const std::string& path, Size size, Rect painted) {
    ImageBuilder mask(size, 1, PixelType::U8);
    std::memset(mask.data(), 0, mask.rowBytes() * size.height);
    for (int y = painted.y; y < painted.bottom(); ++y)
        std::memset(mask.row<std::uint8_t>(y) + painted.x, 255, painted.width);
    const auto saved = engine::LocalDarkroom().saveMask(std::move(mask).finish(), path, true);
    ASSERT_TRUE(saved) << saved.error().message;
}

Image readPicture(const std::string& path) {
    const auto photo = engine::LocalDarkroom().open(path);
    if (!photo) {
        ADD_FAILURE() << photo.error().message;
        return {};
    }
    return photo.value().image();
}

std::string bytesOf(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

CliTest::CliTest() {
    ::setenv("XDG_DATA_HOME", file("data").c_str(), 1);  // whoever runs the tests may have models of his own
    writePicture(file("photo.png"), kPhoto);
    writeMask(file("mask.png"), kPhoto, kPainted);
    writeTinyModels(models_);
}

std::vector<std::string> CliTest::leftovers() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(".") || name.ends_with(".part")) names.push_back(name);
    }
    return names;
}

std::vector<std::string> CliTest::words(const std::string& command,
                                        const std::vector<std::string>& more) const {
    std::vector<std::string> all = {command,       "--models", models_,     "--device", "cpu",
                                    "--precision", "f32",      "--threads", "1"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::vector<std::string> CliTest::shadows(const std::string& output,
                                          const std::vector<std::string>& more) const {
    std::vector<std::string> all =
        words("shadows", {file("photo.png"), "-o", file(output), "--mask", file("mask.png")});
    if (std::find(more.begin(), more.end(), "--steps") == more.end()) all.insert(all.end(), {"--steps", "2"});
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

void expectSentence(const Ending& ending, const std::string& word) {
    EXPECT_NE(ending.err.find(word), std::string::npos) << ending.err;
    EXPECT_EQ(std::count(ending.err.begin(), ending.err.end(), '\n'), 1) << ending.err;
    EXPECT_TRUE(ending.err.ends_with(".\n")) << ending.err;
}

}  // namespace test
