#pragma once

#include <string>
#include <vector>

#include "engine/api/error.h"

namespace cli {

/// OUTPUT, or OUTPUT-1, OUTPUT-2, … before its suffix where there are several.
std::vector<std::string> numbered(const std::string& output, int count);

/// The files that a command is going to write: looked at before any work is done; those already written are
/// taken away again when the command does not get as far as keep().
class OutputFiles {
public:
    explicit OutputFiles(bool overwrite) : overwrite_(overwrite) {}
    OutputFiles(const OutputFiles&) = delete;
    OutputFiles& operator=(const OutputFiles&) = delete;
    ~OutputFiles();

    /// Announces a file. Errors FileUnwritable: it exists and may not be replaced, it is a folder, its folder
    /// is not there or may not be written to, or it was announced already.
    engine::Result<engine::Done> add(const std::string& path);
    /// The same for a picture, whose suffix must name a format. Errors FileUnsupported.
    engine::Result<engine::Done> addPicture(const std::string& path);

    /// An announced file now lies at its place.
    void wrote(const std::string& path);
    void keep() { written_.clear(); }

private:
    struct Planned {
        std::string path;
        bool was_there;
    };
    bool overwrite_;
    std::vector<Planned> planned_;
    std::vector<std::string> written_;  ///< where nothing was before
};

}  // namespace cli
