#include "engine/files/mapped_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <system_error>

#include "engine/files/in_quotes.h"
#include "engine/files/regular_file.h"

namespace engine {

/// One mapping that a bus error may come from. Signal handlers may not lock or allocate: these are a list
/// that only grows, and are used again when their mapping is gone.
struct MappedFile::Watch {
    std::atomic<bool> taken = false, broken = false;
    std::atomic<std::byte*> begin = nullptr, end = nullptr;
    Watch* next = nullptr;

    static inline std::atomic<Watch*> first = nullptr;
    static inline struct sigaction before = {};

    static Watch& take() {
        for (Watch* watch = first; watch; watch = watch->next) {
            if (!watch->taken.exchange(true)) return *watch;
        }
        auto* fresh = new Watch;  // lives as long as the program: the handler may be reading the list
        fresh->taken = true;
        fresh->next = first;
        while (!first.compare_exchange_weak(fresh->next, fresh)) {
        }
        return *fresh;
    }
};

/// The system says so when a page of a mapping has no file behind it any more. Zeros take the place of all
/// that follows, and reading goes on (as systemd's sigbus.c does it).
void MappedFile::answerBusError(int signal, siginfo_t* info, void*) {
    auto* address = static_cast<std::byte*>(info->si_addr);
    const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    for (Watch* watch = Watch::first; watch; watch = watch->next) {
        if (address < watch->begin || address >= watch->end) continue;
        std::byte* from = address - reinterpret_cast<std::uintptr_t>(address) % page;
        void* zeros = ::mmap(from, static_cast<std::size_t>(watch->end - from), PROT_READ,
                             MAP_FIXED | MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (zeros == MAP_FAILED) break;
        watch->broken = true;
        return;
    }
    ::sigaction(signal, &Watch::before, nullptr);  // not ours: it comes again, to whom it belongs
}

MappedFile::MappedFile(std::span<const std::byte> bytes) : bytes_(bytes), watch_(Watch::take()) {
    [[maybe_unused]] static const bool listening = [] {
        struct sigaction ours = {};
        ours.sa_sigaction = &answerBusError;
        ours.sa_flags = SA_SIGINFO;
        return ::sigaction(SIGBUS, &ours, &Watch::before) == 0;
    }();
    watch_.broken = false;
    // In this order the handler never sees a range that is larger than the mapping.
    watch_.begin = const_cast<std::byte*>(bytes.data());
    watch_.end = watch_.begin + bytes.size();
}

bool MappedFile::isWhole() const {
    return !watch_.broken;
}

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
    watch_.end = nullptr;
    watch_.begin = nullptr;
    watch_.taken = false;
    if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace engine
