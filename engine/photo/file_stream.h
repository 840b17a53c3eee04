#pragma once

#include <OpenImageIO/filesystem.h>

#include <cstdio>

#include "engine/photo/new_file.h"

namespace engine {

/// A NewFile as the one kind of proxy whose FILE* libjpeg writes to strip by strip. Like the NewFile it never
/// reports a failed write. The last bytes go into the file when the stream goes.
class FileStream final : public OIIO::Filesystem::IOFile {
public:
    explicit FileStream(NewFile& file);
    ~FileStream() override;
    bool isOpen() const { return handle() != nullptr; }
};

}  // namespace engine
