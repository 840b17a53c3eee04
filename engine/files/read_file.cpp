#include "engine/files/read_file.h"

#include <unistd.h>

#include <cerrno>

#include "engine/files/in_quotes.h"
#include "engine/files/regular_file.h"

namespace engine {

Result<std::string> readFile(const std::string& path, std::size_t most) {
    const Result<RegularFile> file = RegularFile::open(path);
    if (!file) return file.error();
    if (file.value().size() > most) {
        return Error{ErrorCode::ModelCorrupt, inQuotes(path) + " was expected to have at most " +
                                                  std::to_string(most) + " bytes, but it has " +
                                                  std::to_string(file.value().size()) +
                                                  "; it is not the kind of file it should be."};
    }
    std::string bytes(file.value().size(), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::read(file.value().descriptor(), bytes.data() + done, bytes.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) {
            return Error{ErrorCode::FileUnreadable,
                         inQuotes(path) + " could not be read to its end; check the disk and try again."};
        }
        done += static_cast<std::size_t>(count);
    }
    return bytes;
}

}  // namespace engine
