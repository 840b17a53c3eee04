#include "app/cli/bench_photo.h"

#include <stdlib.h>

#include <cmath>

#include "engine/photo/network_view.h"

namespace cli {
namespace {

constexpr int kStrip = 256;  ///< rows enlarged at a time

/// sRGB, 8 bits.
engine::Image enlarged(const engine::Photo& photo, engine::Size size) {
    engine::ImageBuilder out(size, 3, engine::PixelType::U8);
    // Whole strips of the small picture, so that neighbouring strips fit exactly.
    const int strips = std::max(1, size.height / kStrip);
    for (int i = 0; i < strips; ++i) {
        const auto share = [&](int length, int k) {
            return static_cast<int>(static_cast<long long>(length) * k / strips);
        };
        const int top = share(size.height, i), bottom = share(size.height, i + 1);
        const engine::Rect source{
            0, share(photo.size().height, i), photo.size().width,
            std::max(1, share(photo.size().height, i + 1) - share(photo.size().height, i))};
        const engine::Image strip = engine::networkView(photo, source, {size.width, bottom - top});
        for (int y = top; y < bottom; ++y) {
            const float* from = strip.row<float>(y - top);
            std::uint8_t* to = out.row<std::uint8_t>(y);
            for (int k = 0; k < 3 * size.width; ++k)
                to[k] = static_cast<std::uint8_t>(std::lround(255 * from[k]));
        }
    }
    return std::move(out).finish();
}

}  // namespace

engine::Result<BenchPhoto> BenchPhoto::make(const engine::Darkroom& darkroom, const std::string& small,
                                            engine::Size size) {
    const auto photo = darkroom.open(small);
    if (!photo) return photo.error();
    std::string pattern = (std::filesystem::temp_directory_path() / "penumbra-bench-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) {
        return engine::Error{
            engine::ErrorCode::FileUnwritable,
            "A temporary folder was expected to be made for the photo, but it cannot be; set TMPDIR to a "
            "folder that may be written to."};
    }
    BenchPhoto made{std::filesystem::path(pattern)};
    engine::Photo large;
    large.levels.push_back(enlarged(photo.value(), size));
    if (const auto saved = darkroom.save(large, {}, made.path(), {}, {}, {}); !saved) return saved.error();
    return made;
}

BenchPhoto::~BenchPhoto() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

}  // namespace cli
