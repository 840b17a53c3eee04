#pragma once

#include <string>
#include <vector>

#include "engine/api/model_library.h"

namespace engine {

/// The models of this machine as files: the program's own components in one folder, the user's models in
/// another, each beside a NAME.json with what was verified when it was imported.
class LocalModelLibrary final : public ModelLibrary {
public:
    struct Places {
        std::string starter;      ///< the program's own components
        std::string library;      ///< the user's models; made when the first one is imported
        std::string clip_merges;  ///< CLIP's list of merges, for checkpoints that bring no tokenizer
    };
    explicit LocalModelLibrary(Places places) : places_(std::move(places)) {}

    std::vector<ModelDescription> installed() const override;
    Result<ModelDescription> describe(const std::string& path) const override;
    Result<ModelDescription> import(const std::string& path, ImportMode mode, std::stop_token stop,
                                    const std::function<void(double)>& progress) const override;
    Result<Done> remove(const std::string& path) const override;

    /// Where the user's model of this name lies; empty when there is none.
    std::string pathOf(const std::string& name) const;

private:
    bool isInLibrary(const std::string& path) const;
    std::string noteOf(const std::string& name) const;
    ModelDescription described(const std::string& path) const;
    Result<ModelDescription> imported(const std::string& path, ImportMode mode, std::stop_token stop,
                                      const std::function<void(double)>& progress) const;

    Places places_;
};

}  // namespace engine
