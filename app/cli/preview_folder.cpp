#include "app/cli/preview_folder.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "engine/files/in_quotes.h"

namespace cli {
namespace {

constexpr int kLongestSide = 1024;

/// The pixels of level `level` that `region` of the photo touches.
engine::Rect atLevel(engine::Rect region, int level) {
    const int round_up = (1 << level) - 1;
    const int x = region.x >> level, y = region.y >> level;
    return {x, y, ((region.right() + round_up) >> level) - x, ((region.bottom() + round_up) >> level) - y};
}

}  // namespace

PreviewFolder::PreviewFolder(PreviewFolder&& other) noexcept
    : folder_(std::move(other.folder_)),
      overwrite_(other.overwrite_),
      made_(std::exchange(other.made_, {})) {}

PreviewFolder::~PreviewFolder() {
    // One that is not empty stays, and with it those around it.
    std::error_code ignored;
    for (auto folder = made_.rbegin(); folder != made_.rend(); ++folder) {
        std::filesystem::remove(*folder, ignored);
    }
}

engine::Result<PreviewFolder> PreviewFolder::make(const std::string& folder, int steps, bool overwrite) {
    std::error_code error;
    PreviewFolder made(folder, overwrite);
    for (std::filesystem::path part; const auto& step : std::filesystem::path(folder)) {
        part /= step;
        if (std::filesystem::create_directory(part, error)) made.made_.push_back(part.string());
    }
    if (!std::filesystem::is_directory(folder, error)) {
        return engine::Error{engine::ErrorCode::FileUnwritable,
                             "--previews was expected to be a folder, but " + engine::inQuotes(folder) +
                                 " is none and cannot be made; choose another."};
    }
    for (int step = 1; step <= steps && !overwrite; ++step) {
        if (!std::filesystem::exists(made.pathOf(step), error)) continue;
        return engine::Error{
            engine::ErrorCode::FileUnwritable,
            engine::inQuotes(made.pathOf(step)) + " exists; choose another folder or add --overwrite."};
    }
    return made;
}

std::string PreviewFolder::pathOf(int step) const {
    char name[32];
    std::snprintf(name, sizeof name, "preview-%03d.png", step);
    return (std::filesystem::path(folder_) / name).string();
}

engine::Result<std::string> PreviewFolder::write(const engine::Darkroom& darkroom, const engine::Photo& photo,
                                                 const engine::Change& change, int step) const {
    return write(darkroom, previewPicture(darkroom, photo, change), step);
}

engine::Result<std::string> PreviewFolder::write(const engine::Darkroom& darkroom, const engine::Image& image,
                                                 int step) const {
    engine::Photo picture;
    picture.levels.push_back(image);
    engine::ExportOptions options;
    options.overwrite = overwrite_;
    if (const auto saved = darkroom.save(picture, {}, pathOf(step), options, {}, {}); !saved)
        return saved.error();
    return pathOf(step);
}

engine::Image previewPicture(const engine::Darkroom& darkroom, const engine::Photo& photo,
                             const engine::Change& change) {
    int level = 0;
    engine::Rect source = change.region;
    while (std::max(source.width, source.height) > kLongestSide &&
           level + 1 < static_cast<int>(photo.levels.size())) {
        source = atLevel(change.region, ++level);
    }
    const engine::Layer layer{change, 1.0f};
    return darkroom.render(photo, {&layer, 1}, level, source.intersected(wholeOf(photo.levels[level].size())),
                           nullptr);
}

}  // namespace cli
