#include "engine/photo/metadata.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace engine {
namespace {

/// Prefixes and names, in lower case, of what describes the old file's pixels or container.
constexpr std::array<std::string_view, 15> kLayoutPrefixes{
    "oiio:", "jpeg:", "tiff:",    "png:", "webp:",      "raw:",         "iccprofile",   "thumbnail",
    "gif:",  "bmp:",  "openexr:", "dng:", "exif:pixel", "exif:interop", "xml:com.adobe"};
constexpr std::array<std::string_view, 18> kLayoutNames{
    "orientation",          "compression",   "compressionquality", "planarconfig",     "interlace",
    "framespersecond",      "loopcount",     "textureformat",      "wrapmodes",        "fovcot",
    "worldtocamera",        "worldtoscreen", "software",           "pixelaspectratio", "exif:exifversion",
    "exif:flashpixversion", "gps:versionid", "exif:makernote"};

std::string lowered(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return std::tolower(c); });
    return lower;
}

bool aboutLayout(const std::string& name) {
    const auto begins = [&](std::string_view prefix) { return name.starts_with(prefix); };
    return std::any_of(kLayoutPrefixes.begin(), kLayoutPrefixes.end(), begins) ||
           std::find(kLayoutNames.begin(), kLayoutNames.end(), name) != kLayoutNames.end();
}

}  // namespace

OIIO::ParamValueList keptAttributes(const OIIO::ImageSpec& spec) {
    OIIO::ParamValueList kept;
    for (const OIIO::ParamValue& attribute : spec.extra_attribs) {
        if (!aboutLayout(lowered(attribute.name().string()))) kept.push_back(attribute);
    }
    return kept;
}

void describe(const PhotoMetadata* metadata, const ExportOptions& options, OIIO::ImageSpec& spec) {
    if (metadata && options.keep_metadata) {
        for (const OIIO::ParamValue& attribute : metadata->attributes)
            spec.extra_attribs.push_back(attribute);
    }
    if (options.to_srgb) spec.erase_attribute("Exif:ColorSpace");
    spec.attribute("Software", "Penumbra");
    if (!options.software_note.empty()) spec.attribute("Exif:ImageHistory", options.software_note);
}

}  // namespace engine
