#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/api/error.h"

namespace engine {

enum class ModelKind {
    Starter,     ///< a component of the program's own
    Checkpoint,  ///< a whole Stable Diffusion model, folder or single file
    Lora,
    ControlNet,
    Embedding,  ///< textual inversion
    TinyAutoencoder,
    Other,  ///< opened, but of no kind that this program can use
};

/// What a model file or folder is, as far as names and shapes tell.
struct ModelDescription {
    std::string path;
    std::string name;  ///< for people: the folder's or the file's, without its suffix
    ModelKind kind = ModelKind::Other;
    std::string family;        ///< "SD 1.x", "SD 2.x", "SDXL"; empty: not known, or it fits several
    bool inpaints = false;     ///< a checkpoint with nine input channels
    std::uint64_t bytes = 0;   ///< on disk
    std::uint64_t memory = 0;  ///< that its numbers will take when it works
    std::string precision;     ///< "F16", "F32", "F16 + F32"
    std::string licence;       ///< what its metadata or a licence file beside it says; often empty
    std::string sha256;        ///< of a single file, once it has been verified
    std::vector<std::string> missing, misshaped, unexpected;  ///< tensors
    std::string problem;  ///< one sentence with cause and way out when it cannot be used; empty: it fits

    bool isFit() const { return problem.empty(); }
};

enum class ImportMode { Link, Copy };

/// The models on this machine: the program's own and those that the user has brought. Every function may be
/// called from any thread, works on files alone and never lets an exception out except std::bad_alloc.
class ModelLibrary {
public:
    virtual ~ModelLibrary() = default;

    /// Everything that is installed, by kind and name; what has become unreadable is there with its problem.
    virtual std::vector<ModelDescription> installed() const = 0;

    /// Looks at a file or folder anywhere: names and shapes, not the numbers; takes well under a second.
    /// Errors: ModelMissing, FileUnreadable. What can be read but not used has a `problem` instead.
    virtual Result<ModelDescription> describe(const std::string& path) const = 0;

    /// Takes a model into the library, by link or by copy, and verifies it: every byte is read once, hashed,
    /// and kept as `sha256`. `progress` hears 0…1. Nothing is left behind when it fails or `stop` is
    /// requested (ErrorCode::Cancelled). Errors: those of describe(), ModelCorrupt (not fit), FileUnwritable
    /// (no space, no permission, a model of that name is there already).
    virtual Result<ModelDescription> import(const std::string& path, ImportMode mode, std::stop_token stop,
                                            const std::function<void(double)>& progress) const = 0;

    /// Takes one out of the library again; a linked file itself stays where it is. Errors: ModelMissing,
    /// FileUnwritable.
    virtual Result<Done> remove(const std::string& path) const = 0;
};

}  // namespace engine
