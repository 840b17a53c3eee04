#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/files/model_folder.h"

namespace engine {

/// Reads many settings of one config.json, each with the default that holds where it is absent or null. The
/// first that does not fit is remembered; ask error() when all are read.
class ModelSettings {
public:
    /// `config` must outlive this.
    explicit ModelSettings(const ModelConfig& config) : config_(config) {}

    int whole(std::string_view key, int otherwise, int min, int max);
    double number(std::string_view key, double otherwise, double min, double max);
    bool flag(std::string_view key, bool otherwise);
    std::string text(std::string_view key, std::string_view otherwise);
    /// `count` whole numbers, given as a list or as one number that stands for all of them.
    std::vector<int> wholes(std::string_view key, std::vector<int> otherwise, std::size_t count, int min,
                            int max);
    /// A list of any length.
    std::vector<int> wholes(std::string_view key, std::vector<int> otherwise, int min, int max);
    std::vector<std::string> texts(std::string_view key, std::vector<std::string> otherwise);

    /// Objects to every value but those named: for what this program cannot compute.
    void only(std::string_view key, std::string_view value);
    void onlyFlag(std::string_view key, bool value);
    /// Objects to any value at all.
    void absent(std::string_view key);

    /// Objects to what has been read.
    void object(std::string_view key, std::string_view expected);
    const std::optional<Error>& error() const { return error_; }

private:
    template <typename T>
    T kept(Result<T> read, T otherwise);

    const ModelConfig& config_;
    std::optional<Error> error_;
};

}  // namespace engine
