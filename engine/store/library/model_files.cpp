#include "engine/store/library/model_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <vector>

#include "engine/files/in_quotes.h"
#include "engine/files/regular_file.h"
#include "engine/files/sha256.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{1} << 20;

/// Suffixes of what other programs keep in the same folders.
bool isForeign(const fs::path& path) {
    static const std::array<std::string, 10> kSuffixes = {".bin", ".ckpt", ".pt",        ".pth", ".msgpack",
                                                          ".h5",  ".onnx", ".onnx_data", ".ot",  ".pkl"};
    return std::find(kSuffixes.begin(), kSuffixes.end(), path.extension()) != kSuffixes.end();
}

Result<std::vector<std::string>> namesIn(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code failed;
    fs::recursive_directory_iterator entry(folder, failed);
    for (const fs::recursive_directory_iterator end; !failed && entry != end; entry.increment(failed)) {
        std::error_code none;
        const bool hidden = entry->path().filename().string().starts_with(".");
        if (hidden) {
            if (entry->is_directory(none)) entry.disable_recursion_pending();
        } else if (entry->is_regular_file(none) && !isForeign(entry->path())) {
            names.push_back(entry->path().lexically_relative(folder).string());
        }
    }
    if (failed) {
        return Error{ErrorCode::FileUnreadable, "The folder " + inQuotes(folder.string()) +
                                                    " cannot be read (" + failed.message() +
                                                    "); check its permissions."};
    }
    std::sort(names.begin(), names.end());
    return names;
}

Error unwritable(const std::string& path) {
    return {ErrorCode::FileUnwritable,
            inQuotes(path) + " cannot be written (" + std::generic_category().message(errno) +
                "); check free space and permissions of the folder of models, or link the model instead."};
}

/// A file that is being written, or none at all.
class Copy {
public:
    Result<Done> open(const std::string& path) {
        path_ = path;
        std::error_code failed;
        fs::create_directories(fs::path(path).parent_path(), failed);
        descriptor_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor_ < 0) return unwritable(path_);
        return Done{};
    }
    Copy() = default;
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;
    ~Copy() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }

    Result<Done> write(std::span<const std::byte> bytes) {
        while (descriptor_ >= 0 && !bytes.empty()) {
            const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) return unwritable(path_);
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        }
        return Done{};
    }

    Result<Done> finish() {
        if (descriptor_ < 0) return Done{};
        const bool synced = ::fsync(descriptor_) == 0;
        const bool closed = ::close(std::exchange(descriptor_, -1)) == 0;
        if (!synced || !closed) return unwritable(path_);
        return Done{};
    }

private:
    std::string path_;
    int descriptor_ = -1;
};

/// Reads one file from its beginning to its end.
Result<std::string> hashOf(const std::string& path, Copy& copy,
                           const std::function<Result<Done>(std::size_t)>& passed) {
    const Result<RegularFile> file = RegularFile::open(path);
    if (!file) return Error{ErrorCode::FileUnreadable, file.error().message};
    Sha256 hash;
    std::vector<std::byte> piece(kPiece);
    for (;;) {
        const ssize_t count = ::read(file.value().descriptor(), piece.data(), piece.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) {
            return Error{ErrorCode::FileUnreadable, inQuotes(path) + " cannot be read (" +
                                                        std::generic_category().message(errno) +
                                                        "); check the disk that it lies on."};
        }
        if (count == 0) break;
        const std::span<const std::byte> bytes(piece.data(), static_cast<std::size_t>(count));
        hash.add(bytes);
        if (auto written = copy.write(bytes); !written) return written.error();
        if (auto on = passed(bytes.size()); !on) return on.error();
    }
    if (auto finished = copy.finish(); !finished) return finished.error();
    return hash.digits();
}

}  // namespace

Result<VerifiedNote> readModelFiles(const std::string& model, const std::string& copy_to,
                                    std::stop_token stop, const std::function<void(double)>& progress) {
    std::error_code failed;
    const bool folder = fs::is_directory(model, failed);
    Result<std::vector<std::string>> names =
        folder ? namesIn(model) : std::vector<std::string>{fs::path(model).filename().string()};
    if (!names) return names.error();
    const auto place = [&](const std::string& name) { return folder ? model + "/" + name : model; };
    std::uint64_t all = 0, done = 0;
    for (const std::string& name : names.value()) all += stampOf(place(name)).value_or(VerifiedFile{}).bytes;
    if (const auto free = fs::space(copy_to, failed); !copy_to.empty() && !failed && free.available < all) {
        errno = ENOSPC;
        return unwritable(copy_to);
    }
    const auto passed = [&](std::size_t bytes) -> Result<Done> {
        if (stop.stop_requested()) return Error{ErrorCode::Cancelled, "The import was cancelled."};
        done += bytes;
        if (progress)
            progress(all > 0 ? std::min(1.0, static_cast<double>(done) / static_cast<double>(all)) : 1);
        return Done{};
    };
    VerifiedNote note;
    for (const std::string& name : names.value()) {
        const std::string from = place(name);
        const auto before = stampOf(from);
        Copy copy;
        if (!copy_to.empty()) {
            if (auto opened = copy.open(copy_to + "/" + name); !opened) return opened.error();
        }
        if (auto on = passed(0); !on) return on.error();
        const Result<std::string> hash = hashOf(from, copy, passed);
        if (!hash) return hash.error();
        if (const auto after = stampOf(from); !after || after != before) {
            return Error{ErrorCode::FileUnreadable,
                         inQuotes(from) +
                             " changed while it was read; wait until it is complete, then "
                             "import it again."};
        }
        VerifiedFile file = copy_to.empty() ? *before : stampOf(copy_to + "/" + name).value_or(*before);
        file.name = name;
        file.sha256 = hash.value();
        note.push_back(std::move(file));
    }
    return note;
}

}  // namespace engine
