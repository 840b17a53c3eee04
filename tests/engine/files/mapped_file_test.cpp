#include "engine/files/mapped_file.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/files/checkpoint.h"
#include "tests/engine/files/temporary_folder.h"

namespace engine {
namespace {

constexpr std::size_t kPages = 40 * 4096;

std::size_t zerosIn(const MappedFile& file) {
    return static_cast<std::size_t>(std::count(file.bytes().begin(), file.bytes().end(), std::byte{0}));
}

TEST(MappedFile, AFileThatIsShortenedReadsAsZerosAndIsNotWhole) {
    const TemporaryFolder folder;
    const std::string path = folder.write("weights", std::string(kPages, 'x')),
                      other_path = folder.write("others", std::string(kPages, 'y'));
    const auto file = MappedFile::open(path), other = MappedFile::open(other_path);
    ASSERT_TRUE(file && other);
    EXPECT_EQ(zerosIn(*file.value()), 0u);
    std::filesystem::resize_file(path, kPages / 2);
    EXPECT_TRUE(file.value()->isWhole()) << "nobody has looked yet";
    EXPECT_EQ(zerosIn(*file.value()), kPages / 2);
    EXPECT_FALSE(file.value()->isWhole());
    EXPECT_EQ(zerosIn(*other.value()), 0u);
    EXPECT_TRUE(other.value()->isWhole());
}

TEST(MappedFile, AMappingAfterABrokenOneIsWhole) {
    const TemporaryFolder folder;
    const std::string path = folder.write("weights", std::string(kPages, 'x'));
    for (int i = 0; i < 3; ++i) {
        std::filesystem::resize_file(path, kPages);
        const auto file = MappedFile::open(path);
        ASSERT_TRUE(file);
        EXPECT_EQ(zerosIn(*file.value()), i == 0 ? 0u : kPages);
        EXPECT_TRUE(file.value()->isWhole());
        std::filesystem::resize_file(path, 0);
        EXPECT_EQ(zerosIn(*file.value()), kPages);
        EXPECT_FALSE(file.value()->isWhole());
    }
}

TEST(MappedFile, ACheckpointSaysThatItIsNotWholeAnyMore) {
    const TemporaryFolder folder;
    const std::string header = R"({"a":{"dtype":"U8","shape":[40960],"data_offsets":[0,40960]}})";
    std::string bytes(8, '\0');
    bytes[0] = static_cast<char>(header.size());
    const std::string path = folder.write("a.safetensors", bytes + header + std::string(40960, 'x'));
    const Result<Checkpoint> checkpoint = Checkpoint::open(path);
    ASSERT_TRUE(checkpoint) << checkpoint.error().message;
    EXPECT_TRUE(checkpoint.value().stillWhole());
    std::filesystem::resize_file(path, 4096);
    EXPECT_EQ(checkpoint.value().find("a")->bytes.back(), std::byte{0});
    const Result<Done> whole = checkpoint.value().stillWhole();
    ASSERT_FALSE(whole);
    EXPECT_NE(whole.error().message.find("copy it there again"), std::string::npos);
}

}  // namespace
}  // namespace engine
