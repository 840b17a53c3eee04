#include "engine/files/mapped_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "engine/files/in_quotes.h"
#include "engine/files/regular_file.h"

namespace engine {

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const std::string& path) {
    const Result<RegularFile> file = RegularFile::open(path);
    if (!file) return file.error();
    const std::size_t size = file.value().size();
    std::span<const std::byte> bytes;
    if (size > 0) {  // an empty file cannot be mapped
        void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value().descriptor(), 0);
        if (memory == MAP_FAILED) {
            return Error{ErrorCode::FileUnreadable,
                         inQuotes(path) + " cannot be mapped into memory (" +
                             std::generic_category().message(errno) +
                             "); copy it to a local disk or close other programs."};
        }
        bytes = {static_cast<const std::byte*>(memory), size};
    }
    return std::shared_ptr<const MappedFile>(new MappedFile(bytes));
}

void MappedFile::release(std::span<const std::byte> part) const {
    // Whole pages only: what lies at both ends may belong to neighbours.
    const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    const std::size_t skipped = (page - reinterpret_cast<std::uintptr_t>(part.data()) % page) % page;
    if (part.size() <= skipped) return;
    const std::size_t length = (part.size() - skipped) / page * page;
    if (length > 0) ::madvise(const_cast<std::byte*>(part.data()) + skipped, length, MADV_DONTNEED);
}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace engine
