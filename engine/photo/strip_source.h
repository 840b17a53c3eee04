#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/photo/painter.h"
#include "engine/photo/picture_writer.h"
#include "engine/photo/resample.h"

namespace engine {

/// Strips of a photo with its layers as they are to be written: painted, scaled, in the file's depth, profile
/// and channels. Memory is that of one strip.
class StripSource {
public:
    /// `layout`: what the file will hold; its profile is sRGB (null) when colours are to be converted.
    StripSource(const Photo& photo, std::span<const Layer> layers, const PictureWriter::Layout& layout,
                ColourCache& colours);

    /// Rows that one strip should have: about a quarter of a thousand of the photo's.
    int stripRows() const { return strip_rows_; }

    /// Rows [top, top + rows) of the file, tightly packed.
    std::vector<std::byte> strip(int top, int rows) const;

private:
    /// Pixels of some rows on their way; `channels` and `type` change as they go.
    struct Rows {
        std::vector<std::byte> bytes;
        int width;
        int rows;
        int channels;
        PixelType type;
    };
    Rows painted(int top, int rows) const;
    Rows scaled(int top, int rows) const;
    void convertColour(Rows& strip) const;
    void convertLayout(Rows& strip) const;

    const Image& image_;
    PictureWriter::Layout layout_;
    Painter painter_;
    std::unique_ptr<ColourTransform> transform_;  ///< to sRGB; null: the numbers stay
    std::optional<AxisTaps> across_;              ///< both or none: the file has another size
    std::optional<AxisTaps> down_;
    int strip_rows_ = 256;
};

}  // namespace engine
