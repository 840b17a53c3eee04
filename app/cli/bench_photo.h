#pragma once

#include <filesystem>

#include "engine/api/darkroom.h"

namespace cli {

/// A large JPEG for measurements, in a folder of its own that goes with it.
class BenchPhoto {
public:
    /// The picture at `small`, enlarged to `size`. Errors: those of reading `small` and of writing.
    static engine::Result<BenchPhoto> make(const engine::Darkroom& darkroom, const std::string& small,
                                           engine::Size size);

    BenchPhoto(BenchPhoto&& other) noexcept : folder_(std::exchange(other.folder_, {})) {}
    BenchPhoto& operator=(BenchPhoto&&) = delete;
    ~BenchPhoto();

    std::string path() const { return (folder_ / "photo.jpg").string(); }
    /// Where a result may go.
    std::string resultPath() const { return (folder_ / "result.jpg").string(); }

private:
    explicit BenchPhoto(std::filesystem::path folder) : folder_(std::move(folder)) {}
    std::filesystem::path folder_;
};

}  // namespace cli
