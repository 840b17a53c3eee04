#include "app/cli/output_files.h"

#include <unistd.h>

#include <filesystem>

#include "engine/files/in_quotes.h"
#include "engine/photo/picture_writer.h"

namespace cli {
namespace {

namespace fs = std::filesystem;

engine::Error unwritable(const std::string& path, const std::string& why) {
    return {engine::ErrorCode::FileUnwritable, engine::inQuotes(path) + " cannot be written: " + why};
}

}  // namespace

std::vector<std::string> numbered(const std::string& output, int count) {
    if (count == 1) return {output};
    std::vector<std::string> names;
    const std::filesystem::path path(output);
    for (int i = 1; i <= count; ++i) {
        std::filesystem::path name = path;
        name.replace_filename(path.stem().string() + "-" + std::to_string(i) + path.extension().string());
        names.push_back(name.string());
    }
    return names;
}

OutputFiles::~OutputFiles() {
    std::error_code ignored;
    for (const std::string& path : written_) fs::remove(path, ignored);
}

void OutputFiles::wrote(const std::string& path) {
    for (const Planned& file : planned_) {
        if (file.path == path && !file.was_there) written_.push_back(path);
    }
}

engine::Result<engine::Done> OutputFiles::add(const std::string& path) {
    std::error_code error;
    if (fs::is_directory(path, error)) return unwritable(path, "it is a folder; give the name of a file.");
    const bool there = fs::exists(path, error);
    if (there && !overwrite_)
        return unwritable(path, "a file of this name exists; choose another name or add --overwrite.");
    const fs::path folder = fs::absolute(path).parent_path();
    if (!fs::is_directory(folder, error))
        return unwritable(path, "its folder is not there; make it or choose another.");
    if (::access(folder.c_str(), W_OK) != 0)
        return unwritable(path, "writing to its folder is not permitted; choose another.");
    for (const Planned& other : planned_) {
        if (fs::absolute(other.path).lexically_normal() == fs::absolute(path).lexically_normal()) {
            return unwritable(path, "two results were given this one name; choose another for one of them.");
        }
    }
    planned_.push_back({path, there});
    return engine::Done{};
}

engine::Result<engine::Done> OutputFiles::addPicture(const std::string& path) {
    if (const auto format = engine::formatFor(path); !format) return format.error();
    return add(path);
}

}  // namespace cli
