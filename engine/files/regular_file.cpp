#include "engine/files/regular_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "engine/files/in_quotes.h"

namespace engine {

Result<RegularFile> RegularFile::open(const std::string& path) {
    // Without O_NONBLOCK a named pipe would keep the engine waiting for a writer that never comes.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return Error{
                ErrorCode::ModelMissing,
                inQuotes(path) + " was expected to be a file, but there is none; install the model again."};
        }
        return Error{ErrorCode::FileUnreadable, inQuotes(path) + " cannot be opened for reading (" +
                                                    std::generic_category().message(errno) +
                                                    "); check its permissions."};
    }
    struct stat status {};
    if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return Error{ErrorCode::FileUnreadable,
                     inQuotes(path) +
                         " was expected to be a file, but it is a folder or a device; "
                         "choose the file itself."};
    }
    return RegularFile(descriptor, static_cast<std::uint64_t>(status.st_size));
}

RegularFile::~RegularFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace engine
