#pragma once

#include <OpenImageIO/imageio.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/api/darkroom.h"
#include "engine/photo/file_stream.h"
#include "engine/photo/new_file.h"

namespace engine {

/// What a file format can hold.
struct FileFormat {
    std::string writer;  ///< OpenImageIO's name
    bool alpha;
    bool grey;
    std::vector<PixelType> types;  ///< shallow to deep
};

/// By suffix. Errors FileUnsupported, naming the suffixes that can be written.
Result<FileFormat> formatFor(const std::string& path);

/// The type that a picture of `own` type is written in. Errors InvalidRequest when `bit_depth` (0: as near to
/// `own` as the format can) is none that the format holds.
Result<PixelType> typeFor(const FileFormat& format, int bit_depth, PixelType own);

/// Writes one picture strip by strip into a NewFile. What is in memory does not grow with the picture, except
/// for WebP, whose encoder wants it whole.
class PictureWriter {
public:
    struct Layout {
        Size size;
        int channels;
        PixelType type;
        IccProfile profile;
    };

    /// `spec_extras`: attributes to write (describe()); `xmp`: a packet to write beside them, or empty.
    /// Errors FileUnwritable, FileUnsupported.
    static Result<std::unique_ptr<PictureWriter>> open(NewFile& file, const FileFormat& format,
                                                       const Layout& layout, int quality,
                                                       const OIIO::ImageSpec& spec_extras, std::string xmp);

    /// Rows [top, top + rows), tightly packed, in the layout's type.
    Result<Done> write(const std::byte* pixels, int top, int rows);
    /// After the last row; the file still has to be published.
    Result<Done> close();

private:
    PictureWriter(NewFile& file, const FileFormat& format, const Layout& layout)
        : file_(file),
          layout_(layout),
          is_webp_(format.writer == "webp"),
          is_tiff_(format.writer == "tiff") {}
    Result<Done> start(const FileFormat& format, int quality, const OIIO::ImageSpec& spec_extras);
    Result<Done> wrap();
    Result<Done> readBack() const;
    Error encoderError() const;

    NewFile& file_;
    Layout layout_;
    bool is_webp_;
    bool is_tiff_;
    OIIO::ImageSpec spec_;
    std::string xmp_;
    std::unique_ptr<FileStream> stream_;                     ///< JPEG only
    std::unique_ptr<OIIO::Filesystem::IOVecOutput> memory_;  ///< WebP only
    std::vector<std::uint8_t> alpha_;                        ///< WebP only
    std::unique_ptr<OIIO::ImageOutput> output_;  ///< last: writes into the members above when it goes
};

}  // namespace engine
