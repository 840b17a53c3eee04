#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>

#include "engine/photo/local_darkroom.h"
#include "engine/photo/open.h"
#include "tests/engine/photo/pictures.h"

namespace engine {
namespace {

using testing::colourfulPicture;
using testing::picture;
using testing::readBytes;
using testing::ScratchFolder;
using testing::writeBytes;

/// Makes this process's files stop growing, as a full disk does.
class SmallFiles {
public:
    explicit SmallFiles(rlim_t bytes) {
        old_handler_ = std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &old_limit_);
        const rlimit limit{bytes, old_limit_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallFiles() {
        ::setrlimit(RLIMIT_FSIZE, &old_limit_);
        std::signal(SIGXFSZ, old_handler_);
    }
    SmallFiles(const SmallFiles&) = delete;
    SmallFiles& operator=(const SmallFiles&) = delete;

private:
    rlimit old_limit_{};
    void (*old_handler_)(int);
};

Photo noisyPhoto() {
    std::uint32_t state = 1;
    return photoOf(picture({400, 700}, 3, PixelType::U8, [&](int, int, int) {
        state = state * 1664525u + 1013904223u;
        return static_cast<float>(state >> 8) / 16777216.0f;
    }));
}

Error errorOf(const Photo& photo, const std::string& path, bool overwrite = false) {
    ExportOptions options;
    options.overwrite = overwrite;
    const Result<Done> saved = LocalDarkroom().save(photo, {}, path, options, {}, nullptr);
    EXPECT_FALSE(saved) << path;
    if (saved) return {ErrorCode::Internal, ""};
    EXPECT_TRUE(saved.error().message.ends_with('.')) << saved.error().message;
    return saved.error();
}

TEST(Export, KeepsThePhotoWhenTheDiskIsFull) {
    const ScratchFolder folder;
    const Photo photo = noisyPhoto();
    const std::string precious = "the old file";
    for (const char* name : {"a.jpg", "a.png", "a.tif", "a.webp"}) {
        writeBytes(folder.path(name), {precious.begin(), precious.end()});
        Error error{ErrorCode::Internal, ""};
        {
            const SmallFiles limit(20'000);
            error = errorOf(photo, folder.path(name), true);
        }
        EXPECT_EQ(error.code, ErrorCode::FileUnwritable) << name << error.message;
        const std::vector<char> kept = readBytes(folder.path(name));
        EXPECT_EQ(std::string(kept.begin(), kept.end()), precious) << name;
    }
    EXPECT_EQ(folder.files().size(), 4u);
}

TEST(Export, NeverReplacesAFileUnasked) {
    const ScratchFolder folder;
    const Photo photo = noisyPhoto();
    ASSERT_TRUE(LocalDarkroom().save(photo, {}, folder.path("a.png"), {}, {}, nullptr));
    const std::vector<char> before = readBytes(folder.path("a.png"));
    EXPECT_EQ(errorOf(photo, folder.path("a.png")).code, ErrorCode::FileUnwritable);
    EXPECT_EQ(readBytes(folder.path("a.png")), before);
    ExportOptions options;
    options.overwrite = true;
    EXPECT_TRUE(LocalDarkroom().save(photo, {}, folder.path("a.png"), options, {}, nullptr));
}

TEST(Export, DoesNotReplaceAFileThatAppearsWhileItWrites) {
    const ScratchFolder folder;
    const Photo photo = noisyPhoto();
    const std::string path = folder.path("a.png");
    const Result<Done> saved =
        LocalDarkroom().save(photo, {}, path, {}, {}, [&](double) { writeBytes(path, {'x'}); });
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::FileUnwritable);
    EXPECT_EQ(readBytes(path), std::vector<char>{'x'});
    EXPECT_EQ(folder.files().size(), 1u);
}

TEST(Export, SaysWhenTheFolderIsGone) {
    const ScratchFolder folder;
    const Photo photo = noisyPhoto();
    EXPECT_EQ(errorOf(photo, folder.path("gone/a.png")).code, ErrorCode::FileUnwritable);
    std::filesystem::create_directory(folder.path("soon"));
    const Result<Done> saved =
        LocalDarkroom().save(photo, {}, folder.path("soon/a.png"), {}, {},
                             [&](double) { std::filesystem::remove_all(folder.path("soon")); });
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::FileUnwritable);
}

TEST(Export, SaysWhenTheFolderMayNotBeWrittenOrTheNameIsAFolder) {
    const ScratchFolder folder;
    const Photo photo = noisyPhoto();
    std::filesystem::create_directory(folder.path("a.png"));
    EXPECT_EQ(errorOf(photo, folder.path("a.png"), true).code, ErrorCode::FileUnwritable);
    EXPECT_EQ(errorOf(photo, "/proc/penumbra.png").code, ErrorCode::FileUnwritable);
    if (::geteuid() == 0) GTEST_SKIP() << "root may write everywhere";
    std::filesystem::create_directory(folder.path("locked"));
    std::filesystem::permissions(folder.path("locked"), std::filesystem::perms::owner_read);
    EXPECT_EQ(errorOf(photo, folder.path("locked/a.png")).code, ErrorCode::FileUnwritable);
}

TEST(Export, NamesTheSuffixesThatCanBeWritten) {
    const ScratchFolder folder;
    for (const char* name : {"a.bmp", "a", ".png", "a.jpg.txt"}) {
        const Error error = errorOf(noisyPhoto(), folder.path(name));
        EXPECT_EQ(error.code, ErrorCode::FileUnsupported) << name;
        EXPECT_NE(error.message.find(".tif"), std::string::npos);
    }
    EXPECT_TRUE(folder.files().empty());
}

TEST(Export, LeavesNothingWhenCancelled) {
    const ScratchFolder folder;
    const Photo photo = noisyPhoto();
    for (const char* name : {"a.jpg", "a.png", "a.tif", "a.webp"}) {
        std::stop_source stop;
        const Result<Done> saved = LocalDarkroom().save(photo, {}, folder.path(name), {}, stop.get_token(),
                                                        [&](double) { stop.request_stop(); });
        ASSERT_FALSE(saved);
        EXPECT_EQ(saved.error().code, ErrorCode::Cancelled);
    }
    EXPECT_TRUE(folder.files().empty());
}

TEST(Export, WritesThroughALinkToItsTarget) {
    const ScratchFolder folder;
    const Photo photo = noisyPhoto();
    writeBytes(folder.path("real.png"), {'x'});
    std::filesystem::create_symlink(folder.path("real.png"), folder.path("link.png"));
    ExportOptions options;
    options.overwrite = true;
    ASSERT_TRUE(LocalDarkroom().save(photo, {}, folder.path("link.png"), options, {}, nullptr));
    EXPECT_TRUE(std::filesystem::is_symlink(folder.path("link.png")));
    EXPECT_GT(std::filesystem::file_size(folder.path("real.png")), 100u);
}

}  // namespace
}  // namespace engine
