#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/files/in_quotes.h"
#include "engine/files/mapped_file.h"
#include "engine/files/read_file.h"
#include "tests/engine/files/temporary_folder.h"

namespace engine {
namespace {

TEST(ReadFile, GivesTheBytesOfAFile) {
    TemporaryFolder folder;
    const std::string bytes("a\0b\n", 4);
    EXPECT_EQ(readFile(folder.write("x", bytes), 4).value(), bytes);
    EXPECT_EQ(readFile(folder.write("empty", ""), 4).value(), "");
}

TEST(ReadFile, RefusesMoreThanItWasTold) {
    TemporaryFolder folder;
    EXPECT_EQ(readFile(folder.write("x", "12345"), 4).error().code, ErrorCode::ModelCorrupt);
}

TEST(ReadFile, AFolderOrAPipeIsNotAFile) {
    TemporaryFolder folder;
    EXPECT_EQ(readFile(folder.path().string(), 4).error().code, ErrorCode::FileUnreadable);
    const std::string pipe = folder.file("pipe");
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    EXPECT_EQ(readFile(pipe, 4).error().code, ErrorCode::FileUnreadable);
}

TEST(ReadFile, AMissingFileOrFolderIsAMissingModel) {
    TemporaryFolder folder;
    EXPECT_EQ(readFile(folder.file("a"), 4).error().code, ErrorCode::ModelMissing);
    EXPECT_EQ(readFile(folder.file("a/b"), 4).error().code, ErrorCode::ModelMissing);
}

TEST(ReadFile, WithoutPermissionItSaysSo) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
    TemporaryFolder folder;
    const std::string path = folder.write("x", "1");
    ::chmod(path.c_str(), 0);
    EXPECT_NE(readFile(path, 4).error().message.find("permission"), std::string::npos);
}

TEST(MappedFile, AnEmptyFileIsNoBytes) {
    TemporaryFolder folder;
    EXPECT_TRUE(MappedFile::open(folder.write("empty", "")).value()->bytes().empty());
}

TEST(InQuotes, TextFromOutsideCannotBreakTheSentence) {
    EXPECT_EQ(inQuotes("größe"), "\"größe\"");
    EXPECT_EQ(inQuotes("a\nb\x1b[31m"), "\"a?b?[31m\"");
    EXPECT_EQ(inQuotes("\xff\xc3"), "\"??\"");
}

TEST(InQuotes, LongTextLosesItsMiddleAndNoCharacterIsCut) {
    std::string text;
    for (int i = 0; i < 1000; ++i) text += "ü";
    const std::string shown = inQuotes("/start/" + text + "/end");
    EXPECT_LT(shown.size(), 200u);
    EXPECT_TRUE(shown.starts_with("\"/start/ü"));
    EXPECT_TRUE(shown.ends_with("ü/end\""));
    EXPECT_EQ(shown.find('?'), std::string::npos);
}

}  // namespace
}  // namespace engine
