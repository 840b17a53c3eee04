#include "engine/store/local_model_library.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <new>
#include <system_error>
#include <tuple>

#include "engine/files/in_quotes.h"
#include "engine/store/library/model_files.h"
#include "engine/store/library/model_inspection.h"
#include "engine/store/library/verified_note.h"

namespace engine {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNote = ".json";
constexpr const char* kIndex = ".index.json";

/// Keeps exceptions of libraries below from crossing the border.
template <typename T>
Result<T> guarded(const auto& work) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& fault) {
        return Error{ErrorCode::Internal, std::string("The model could not be looked at (") + fault.what() +
                                              "); choose another one, and report this."};
    }
}

std::vector<std::string> entriesOf(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code failed;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end; entry.increment(failed))
        names.push_back(entry->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

bool isThere(const std::string& path) {  // also a link that leads nowhere
    std::error_code failed;
    return fs::symlink_status(path, failed).type() != fs::file_type::not_found;
}

Error unwritable(const std::string& path, int cause) {
    return {ErrorCode::FileUnwritable, inQuotes(path) + " cannot be written (" +
                                           std::generic_category().message(cause) +
                                           "); check free space and permissions of its folder."};
}

/// A folder inside the library that goes away with all that is in it.
class Workshop {
public:
    explicit Workshop(const std::string& library) {
        static std::atomic<unsigned> count = 0;
        path_ = library + "/." + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".part";
        std::error_code failed;
        made_ = fs::create_directories(path_, failed) && !failed;
    }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;
    ~Workshop() {
        std::error_code ignored;
        if (made_) fs::remove_all(path_, ignored);
    }
    bool isMade() const { return made_; }
    const std::string& path() const { return path_; }

private:
    std::string path_;
    bool made_ = false;
};

/// Never over something that is there: another program may have put it there meanwhile.
bool moveTo(const std::string& from, const std::string& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL || isThere(to)) return false;  // EINVAL: the file system cannot do this
    return std::rename(from.c_str(), to.c_str()) == 0;
}

}  // namespace

bool LocalModelLibrary::isInLibrary(const std::string& path) const {
    const auto plain = [](const std::string& place) {
        std::error_code failed;
        fs::path normal = fs::absolute(place, failed).lexically_normal();
        return normal.has_filename() ? normal : normal.parent_path();
    };
    return plain(path).parent_path() == plain(places_.library);
}

std::string LocalModelLibrary::noteOf(const std::string& name) const {
    return places_.library + "/" + name + kNote;
}

std::string LocalModelLibrary::pathOf(const std::string& name) const {
    for (const std::string& entry : entriesOf(places_.library)) {
        if (!entry.starts_with(".") && !entry.ends_with(kNote) && modelName(entry) == name)
            return places_.library + "/" + entry;
    }
    return {};
}

/// Never fails: what cannot be looked at is there with its problem.
ModelDescription LocalModelLibrary::described(const std::string& path) const {
    const Result<ModelDescription> found = describe(path);
    if (found) return found.value();
    ModelDescription model;
    model.path = path;
    model.name = modelName(path);
    std::error_code failed;
    if (const fs::path target = fs::read_symlink(path, failed); !failed) {
        model.problem = "The linked model was expected at " + inQuotes(target.string()) +
                        ", but it cannot be opened there; bring it back, or remove it from the list.";
    } else {
        model.problem = found.error().message;
    }
    return model;
}

std::vector<ModelDescription> LocalModelLibrary::installed() const {
    std::vector<ModelDescription> models;
    for (const std::string& name : entriesOf(places_.starter)) {
        const std::string folder = places_.starter + "/" + name;
        if (!isThere(folder + "/config.json")) continue;
        models.push_back(described(folder));
        models.back().kind = ModelKind::Starter;
    }
    for (const std::string& name : entriesOf(places_.library)) {
        if (name.starts_with(".") || name.ends_with(kNote)) continue;
        models.push_back(described(places_.library + "/" + name));
    }
    std::stable_sort(models.begin(), models.end(), [](const ModelDescription& a, const ModelDescription& b) {
        return std::tie(a.kind, a.name) < std::tie(b.kind, b.name);
    });
    return models;
}

Result<ModelDescription> LocalModelLibrary::describe(const std::string& path) const {
    return guarded<ModelDescription>([&]() -> Result<ModelDescription> {
        Result<ModelDescription> found = inspectModel(path, places_.clip_merges);
        if (!found || !isInLibrary(found.value().path)) return found;
        ModelDescription model = std::move(found).value();
        const auto note = readNote(noteOf(model.name));
        if (!note) return model;
        const std::string changed = changedSince(*note, model.path);
        std::error_code failed;
        if (changed.empty() && note->size() == 1 && !fs::is_directory(model.path, failed))
            model.sha256 = note->front().sha256;
        if (!changed.empty() && model.isFit()) {
            model.problem = "The file " + inQuotes(changed) + " of " + inQuotes(model.name) +
                            " was expected as it was imported, but it has changed since; remove the model "
                            "from the list and import it again.";
        }
        return model;
    });
}

Result<ModelDescription> LocalModelLibrary::import(const std::string& path, ImportMode mode,
                                                   std::stop_token stop,
                                                   const std::function<void(double)>& progress) const {
    return guarded<ModelDescription>([&] { return imported(path, mode, stop, progress); });
}

Result<ModelDescription> LocalModelLibrary::imported(const std::string& path, ImportMode mode,
                                                     std::stop_token stop,
                                                     const std::function<void(double)>& progress) const {
    // 1. What it is, and what it will be called.
    const Result<ModelDescription> found = inspectModel(path, places_.clip_merges);
    if (!found) return found.error();
    if (!found.value().isFit()) return Error{ErrorCode::ModelCorrupt, found.value().problem};
    if (found.value().kind == ModelKind::Starter) {
        return Error{ErrorCode::ModelCorrupt, "A model of your own was expected, but " + inQuotes(path) +
                                                  " is a component of this program, which has it already; "
                                                  "choose another one."};
    }
    if (path.ends_with(kIndex)) {
        return Error{ErrorCode::ModelCorrupt, "A model was expected as one file or as a folder, but " +
                                                  inQuotes(path) +
                                                  " is the index of several files; choose their folder."};
    }
    std::error_code failed;
    const fs::path source = fs::absolute(found.value().path, failed).lexically_normal();
    std::string name = modelName(source.string());
    name.erase(0, name.find_first_not_of('.'));
    if (const std::string there = pathOf(name); !there.empty() || name.empty()) {
        return Error{ErrorCode::FileUnwritable, "A model called " + inQuotes(name) +
                                                    " is in the library already; remove that one first, or "
                                                    "give the new one another name."};
    }
    const bool folder = fs::is_directory(source, failed);
    const std::string target = places_.library + "/" + name + (folder ? "" : ".safetensors");

    // 2. Every byte, beside the library's own models and out of sight.
    const Workshop workshop(places_.library);
    if (!workshop.isMade()) return unwritable(places_.library, errno);
    const bool copies = mode == ImportMode::Copy;
    const std::string made = workshop.path() + "/model";
    if (copies) fs::create_directory(made, failed);
    const Result<VerifiedNote> note = readModelFiles(source.string(), copies ? made : "", stop, progress);
    if (!note) return note.error();
    if (!copies) fs::create_symlink(source.has_filename() ? source : source.parent_path(), made, failed);
    if (failed) return unwritable(target, failed.value());

    // 3. Into its place, and its note beside it.
    const std::string ready = copies && !folder ? made + "/" + note.value().front().name : made;
    if (!moveTo(ready, target)) return unwritable(target, errno);
    const auto withdrawn = [&](Error error) {
        fs::remove_all(target, failed);
        fs::remove(noteOf(name), failed);
        return error;
    };
    if (auto written = writeNote(noteOf(name), note.value()); !written) return withdrawn(written.error());
    Result<ModelDescription> installed = describe(target);
    if (!installed) return withdrawn(installed.error());
    if (!installed.value().isFit()) return withdrawn({ErrorCode::ModelCorrupt, installed.value().problem});
    return installed;
}

Result<Done> LocalModelLibrary::remove(const std::string& path) const {
    if (!isInLibrary(path) || !isThere(path)) {
        return Error{ErrorCode::ModelMissing, "A model of the library was expected, but " + inQuotes(path) +
                                                  " is none; choose one from the list."};
    }
    std::error_code failed;
    fs::path place = fs::absolute(path, failed).lexically_normal();
    if (!place.has_filename()) place = place.parent_path();  // with a slash a link would be what it leads to
    fs::remove_all(place, failed);
    if (failed) return unwritable(path, failed.value());
    fs::remove(noteOf(modelName(place.string())), failed);
    return Done{};
}

}  // namespace engine
