#include "engine/photo/patched_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace engine {

PatchedFile::PatchedFile(const std::string& path)
    : IOProxy(path, Read), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    struct stat status {};
    if (descriptor_ >= 0 && ::fstat(descriptor_, &status) == 0)
        size_ = static_cast<std::size_t>(status.st_size);
}

PatchedFile::~PatchedFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

std::vector<std::uint8_t> PatchedFile::bytes(int64_t at, std::size_t count) {
    if (at < 0 || static_cast<std::size_t>(at) >= size_) return {};
    std::vector<std::uint8_t> found(std::min(count, size_ - static_cast<std::size_t>(at)));
    found.resize(pread(found.data(), found.size(), at));
    return found;
}

size_t PatchedFile::read(void* bytes, size_t count) {
    const size_t got = pread(bytes, count, m_pos);
    m_pos += static_cast<int64_t>(got);
    return got;
}

size_t PatchedFile::pread(void* bytes, size_t count, int64_t offset) {
    char* const out = static_cast<char*>(bytes);
    size_t done = 0;
    while (done < count) {
        const ssize_t got =
            ::pread(descriptor_, out + done, count - done, offset + static_cast<int64_t>(done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        done += static_cast<size_t>(got);
    }
    const int64_t end = offset + static_cast<int64_t>(done);
    for (const Patch& patch : patches_) {
        const int64_t first = std::max(offset, patch.at);
        const int64_t last = std::min(end, patch.at + static_cast<int64_t>(patch.bytes.size()));
        for (int64_t at = first; at < last; ++at) {
            out[at - offset] = static_cast<char>(patch.bytes[static_cast<std::size_t>(at - patch.at)]);
        }
    }
    return done;
}

}  // namespace engine
