#include "engine/files/write_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <system_error>

#include "engine/files/in_quotes.h"

namespace engine {
namespace {

Error unwritable(const std::string& path) {
    return {ErrorCode::FileUnwritable, inQuotes(path) + " cannot be written (" +
                                           std::generic_category().message(errno) +
                                           "); check free space and permissions of its folder."};
}

/// A file that is deleted again unless it was moved to its place.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& target) {
        static std::atomic<unsigned> count = 0;
        path_ = target + "." + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".part";
        descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        created_ = isOpen();
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() {
        if (isOpen()) ::close(descriptor_);
        if (created_) ::unlink(path_.c_str());
    }

    bool isOpen() const { return descriptor_ >= 0; }

    bool write(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) return false;
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        }
        return true;
    }

    bool moveTo(const std::string& target) {
        if (::fsync(descriptor_) != 0) return false;
        const int closed = ::close(descriptor_);
        descriptor_ = -1;
        if (closed != 0 || std::rename(path_.c_str(), target.c_str()) != 0) return false;
        created_ = false;
        return true;
    }

private:
    std::string path_;
    int descriptor_ = -1;
    bool created_ = false;
};

/// So that the new name itself survives a power cut. Not every file system can do this; none loses data over
/// it.
void syncFolderOf(const std::string& path) {
    const auto slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

}  // namespace

Result<Done> writeFile(const std::string& path, std::span<const std::span<const std::byte>> parts) {
    TemporaryFile file(path);
    if (!file.isOpen()) return unwritable(path);
    for (const std::span<const std::byte> part : parts) {
        if (!file.write(part)) return unwritable(path);
    }
    if (!file.moveTo(path)) return unwritable(path);
    syncFolderOf(path);
    return Done{};
}

}  // namespace engine
