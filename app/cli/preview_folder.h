#pragma once

#include <string>
#include <vector>

#include "engine/api/darkroom.h"

namespace cli {

/// A folder that gets one PNG for each preview: the region of the photo with the change applied, in sRGB.
class PreviewFolder {
public:
    /// Makes the folder. Errors FileUnwritable: it cannot be made, or a preview of up to `steps` is in it
    /// already and `overwrite` is false.
    static engine::Result<PreviewFolder> make(const std::string& folder, int steps, bool overwrite);

    PreviewFolder(PreviewFolder&& other) noexcept;
    PreviewFolder& operator=(PreviewFolder&&) = delete;
    /// A folder that was made for previews goes again when none came.
    ~PreviewFolder();

    /// The path of the new picture, at most 1024 pixels wide and high. Errors: those of Darkroom::save.
    engine::Result<std::string> write(const engine::Darkroom& darkroom, const engine::Photo& photo,
                                      const engine::Change& change, int step) const;
    /// The same for a whole picture.
    engine::Result<std::string> write(const engine::Darkroom& darkroom, const engine::Image& picture,
                                      int step) const;

private:
    PreviewFolder(std::string folder, bool overwrite) : folder_(std::move(folder)), overwrite_(overwrite) {}
    std::string pathOf(int step) const;

    std::string folder_;
    bool overwrite_;
    std::vector<std::string> made_;  ///< folders that were not there before, the innermost last
};

/// A region of the photo with a change applied, as a screen would show it: from the finest pyramid level at
/// which it is at most 1024 pixels wide and high. U8 RGBA.
engine::Image previewPicture(const engine::Darkroom& darkroom, const engine::Photo& photo,
                             const engine::Change& change);

}  // namespace cli
