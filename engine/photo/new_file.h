#pragma once

#include <OpenImageIO/filesystem.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/api/error.h"

namespace engine {

/// A file under construction: written beside its place under a hidden name, given its own name only by
/// publish(). Whatever goes wrong before removes it. To OpenImageIO it is a proxy that never reports a failed
/// write (several of its encoders end the program or go on silently when one does); the first failure is kept
/// instead.
class NewFile final : public OIIO::Filesystem::IOProxy {
public:
    /// Errors FileUnwritable: folder gone, no permission, or `path` exists and `overwrite` is false.
    static Result<std::unique_ptr<NewFile>> create(const std::string& path, bool overwrite);
    ~NewFile() override;

    /// Where the bytes are until publish(), for a writer that cannot use a proxy.
    const std::string& hiddenPath() const { return hidden_; }

    /// Errors FileUnwritable when anything could not be written so far (disk full, folder gone, …).
    Result<Done> state();
    /// Everything to the disk, then the name. Errors as state(); then nothing is left in the folder.
    Result<Done> publish();

    /// Puts `bytes` in front of what is written at `offset`; whoever writes need not know. Once, and before
    /// anything is written there.
    void insert(int64_t offset, std::vector<std::uint8_t> bytes);

    const char* proxytype() const override { return "penumbra"; }
    size_t read(void* bytes, size_t count) override;
    size_t write(const void* bytes, size_t count) override;
    size_t pread(void* bytes, size_t count, int64_t offset) override;
    size_t pwrite(const void* bytes, size_t count, int64_t offset) override;
    size_t size() const override { return size_; }

private:
    NewFile(std::string path, std::string place, std::string hidden, int descriptor, bool overwrite);
    void putOut();
    void append(const void* bytes, size_t count, int64_t offset);

    std::string path_;    ///< as the user said it
    std::string place_;   ///< with links resolved
    std::string hidden_;  ///< empty once published
    int descriptor_;
    bool overwrite_;
    int failure_ = 0;  ///< errno of the first failed write
    std::size_t size_ = 0;
    std::vector<char> pending_;  ///< not yet on disk
    int64_t pending_at_ = 0;
    std::vector<std::uint8_t> inserted_;
    int64_t inserted_at_ = -1;  ///< negative: nothing
};

}  // namespace engine
