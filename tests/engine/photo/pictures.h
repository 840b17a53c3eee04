#pragma once

#include <OpenImageIO/imageio.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/image.h"
#include "engine/api/photo.h"

namespace engine::testing {

/// A folder of its own for one test, removed at its end.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    /// Names of all files in it, hidden ones too.
    std::vector<std::string> files() const;

private:
    std::filesystem::path folder_;
};

/// value(x, y, channel) in 0…1, stored in `type`.
Image picture(Size size, int channels, PixelType type, const std::function<float(int, int, int)>& value,
              IccProfile profile = nullptr);

/// A soft, colourful picture without any two equal rows.
Image colourfulPicture(Size size, int channels, PixelType type, IccProfile profile = nullptr);

/// A photo of `image` alone: its pyramid, without metadata.
Photo photoWith(Image image);

/// The photo's full-size pixels with its layers.
Image flat(const Photo& photo, const std::vector<Layer>& layers);

/// A field with the same three log gains everywhere, over `region`, with no mask.
Layer evenLayer(Rect region, float red, float green, float blue);
/// A field of `field_size` whose gains wander, over `region`.
Layer wanderingLayer(Rect region, Size field_size);

/// Expects that `after` equals `before` bit for bit left of `column` and differs somewhere from there on.
void expectChangedFrom(int column, const Image& before, const Image& after);

std::vector<std::uint8_t> bytesOf(const Image& image);
/// One value of a picture as 0…1.
float valueAt(const Image& image, int x, int y, int channel);

/// Writes with OpenImageIO directly; `spec` may carry attributes. Size, channels and type come from `image`.
void writeFile(const std::string& path, const Image& image, OIIO::ImageSpec attributes = {});
std::vector<char> readBytes(const std::string& path);
void writeBytes(const std::string& path, const std::vector<char>& bytes);

IccProfile displayP3();
IccProfile adobeRgb();
IccProfile builtInSrgb();
IccProfile greyGamma18();

}  // namespace engine::testing
