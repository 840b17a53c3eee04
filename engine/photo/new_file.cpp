#include "engine/photo/new_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <random>
#include <system_error>

namespace engine {
namespace {

constexpr std::size_t kPending = 1 << 20;

Error unwritable(const std::string& path, const std::string& why) {
    return {ErrorCode::FileUnwritable, "“" + path + "” cannot be written: " + why};
}

Error failed(const std::string& path, int number) {
    switch (number) {
        case ENOSPC:
        case EDQUOT:
            return unwritable(
                path, "the disk is full. Make room or choose another folder; nothing was left behind.");
        case EFBIG:
            return unwritable(
                path,
                "the file grows larger than this disk or account allows. Choose another folder, size or "
                "format; nothing was left behind.");
        case ENOENT:
            return unwritable(path, "its folder is not there (any more). Choose another folder.");
        case ENOTDIR:
            return unwritable(path, "part of its path is no folder. Choose another folder.");
        case EACCES:
        case EPERM:
        case EROFS:
            return unwritable(path, "writing there is not permitted. Choose another folder.");
        case EEXIST:
            return unwritable(path,
                              "a file of this name exists. Choose another name, or allow replacing it.");
        case ENAMETOOLONG:
            return unwritable(path, "its name is too long. Choose a shorter one.");
        default:
            return unwritable(path, std::generic_category().message(number) + ".");
    }
}

std::string hiddenName() {
    std::random_device random;
    char name[32];
    std::snprintf(name, sizeof name, ".penumbra-%08x%08x", random(), random());
    return name;
}

}  // namespace

Result<std::unique_ptr<NewFile>> NewFile::create(const std::string& path, bool overwrite) {
    std::filesystem::path place = std::filesystem::u8path(path);
    std::error_code error;
    // Writing to a link means writing to what it points to.
    if (std::filesystem::is_symlink(place, error)) place = std::filesystem::weakly_canonical(place, error);
    if (std::filesystem::is_directory(place, error))
        return unwritable(path, "it is a folder. Choose a file name.");
    if (!overwrite && std::filesystem::exists(place, error)) return failed(path, EEXIST);
    const std::string hidden = (place.parent_path() / hiddenName()).string();
    const int descriptor = ::open(hidden.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) return failed(path, errno);
    return std::unique_ptr<NewFile>(new NewFile(path, place.string(), hidden, descriptor, overwrite));
}

NewFile::NewFile(std::string path, std::string place, std::string hidden, int descriptor, bool overwrite)
    : path_(std::move(path)),
      place_(std::move(place)),
      hidden_(std::move(hidden)),
      descriptor_(descriptor),
      overwrite_(overwrite) {
    m_mode = Write;
    m_filename = place_;
}

NewFile::~NewFile() {
    ::close(descriptor_);
    if (!hidden_.empty()) ::unlink(hidden_.c_str());
}

Result<Done> NewFile::state() {
    if (failure_ != 0) return failed(path_, failure_);
    return Done{};
}

Result<Done> NewFile::publish() {
    putOut();
    if (failure_ == 0 && ::fsync(descriptor_) != 0) failure_ = errno;
    if (failure_ != 0) return failed(path_, failure_);
    int renamed = 0;
    if (overwrite_) {
        renamed = ::rename(hidden_.c_str(), place_.c_str());
    } else {
        renamed = ::renameat2(AT_FDCWD, hidden_.c_str(), AT_FDCWD, place_.c_str(), RENAME_NOREPLACE);
        if (renamed != 0 && (errno == EINVAL || errno == ENOSYS)) {
            // Some network folders cannot rename like this; a hard link fails too when the name is taken.
            renamed = ::link(hidden_.c_str(), place_.c_str());
            if (renamed == 0) ::unlink(hidden_.c_str());
        }
    }
    if (renamed != 0) return failed(path_, errno);
    hidden_.clear();
    return Done{};
}

void NewFile::putOut() {
    std::size_t done = 0;
    while (failure_ == 0 && done < pending_.size()) {
        const ssize_t wrote = ::pwrite(descriptor_, pending_.data() + done, pending_.size() - done,
                                       pending_at_ + static_cast<int64_t>(done));
        if (wrote < 0 && errno != EINTR) failure_ = errno;
        if (wrote > 0) done += static_cast<std::size_t>(wrote);
    }
    pending_.clear();
}

size_t NewFile::read(void* bytes, size_t count) {
    const size_t got = pread(bytes, count, m_pos);
    m_pos += static_cast<int64_t>(got);
    return got;
}

size_t NewFile::write(const void* bytes, size_t count) {
    pwrite(bytes, count, m_pos);
    m_pos += static_cast<int64_t>(count);
    return count;
}

size_t NewFile::pread(void* bytes, size_t count, int64_t offset) {
    putOut();
    const ssize_t got = ::pread(descriptor_, bytes, count, offset);
    return got > 0 ? static_cast<size_t>(got) : 0;
}

void NewFile::insert(int64_t offset, std::vector<std::uint8_t> bytes) {
    inserted_at_ = offset;
    inserted_ = std::move(bytes);
}

size_t NewFile::pwrite(const void* bytes, size_t count, int64_t offset) {
    const char* from = static_cast<const char*>(bytes);
    const int64_t end = offset + static_cast<int64_t>(count);
    if (inserted_at_ < 0 || end <= inserted_at_) {
        append(from, count, offset);
        return count;
    }
    const std::size_t before = offset < inserted_at_ ? static_cast<std::size_t>(inserted_at_ - offset) : 0;
    append(from, before, offset);
    if (offset <= inserted_at_) append(inserted_.data(), inserted_.size(), inserted_at_);
    append(from + before, count - before,
           offset + static_cast<int64_t>(before) + static_cast<int64_t>(inserted_.size()));
    return count;
}

void NewFile::append(const void* bytes, size_t count, int64_t offset) {
    if (count == 0) return;
    if (pending_at_ + static_cast<int64_t>(pending_.size()) != offset || pending_.size() > kPending) putOut();
    if (pending_.empty()) pending_at_ = offset;
    const char* from = static_cast<const char*>(bytes);
    pending_.insert(pending_.end(), from, from + count);
    size_ = std::max(size_, static_cast<std::size_t>(offset) + count);
}

}  // namespace engine
