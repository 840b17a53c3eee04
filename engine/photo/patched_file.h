#pragma once

#include <OpenImageIO/filesystem.h>

#include <string>
#include <vector>

namespace engine {

/// Bytes that are to be seen in place of a file's own.
struct Patch {
    int64_t at;
    std::vector<std::uint8_t> bytes;
};

/// A file as it is, but for a few patched bytes; OpenImageIO reads through it. Nothing on disk is changed.
class PatchedFile final : public OIIO::Filesystem::IOProxy {
public:
    explicit PatchedFile(const std::string& path);
    ~PatchedFile() override;

    bool isOpen() const { return descriptor_ >= 0; }
    void add(Patch patch) { patches_.push_back(std::move(patch)); }

    /// The bytes of [at, at + count) that the file has.
    std::vector<std::uint8_t> bytes(int64_t at, std::size_t count);

    const char* proxytype() const override { return "penumbra"; }
    size_t read(void* bytes, size_t count) override;
    size_t pread(void* bytes, size_t count, int64_t offset) override;
    size_t size() const override { return size_; }

private:
    int descriptor_;
    std::size_t size_ = 0;
    std::vector<Patch> patches_;
};

}  // namespace engine
