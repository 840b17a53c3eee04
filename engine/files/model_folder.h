#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/error.h"

namespace engine {

/// A component's config.json in diffusers layout: one flat object of settings. Every look-up that fails says
/// which file, which key, what was expected and what was found (ErrorCode::ModelCorrupt). Unknown keys are
/// ignored.
class ModelConfig {
public:
    /// The value of "_class_name", or "" when there is none.
    const std::string& className() const { return class_name_; }
    bool has(std::string_view key) const;
    /// Whether the key is there with a value other than null, which stands for "the default".
    bool isSet(std::string_view key) const;
    bool isList(std::string_view key) const;
    bool isEmptyList(std::string_view key) const;

    /// A whole number within min…max.
    Result<std::int64_t> integer(std::string_view key, std::int64_t min, std::int64_t max) const;
    /// A finite number within min…max.
    Result<double> number(std::string_view key, double min = std::numeric_limits<double>::lowest(),
                          double max = std::numeric_limits<double>::max()) const;
    /// A list of 1…64 whole numbers, each within min…max.
    Result<std::vector<std::int64_t>> integers(std::string_view key, std::int64_t min,
                                               std::int64_t max) const;
    /// A list of 1…`longest` finite numbers.
    Result<std::vector<double>> numbers(std::string_view key, std::size_t longest = 64) const;
    Result<std::string> text(std::string_view key) const;
    /// A list of 1…64 texts.
    Result<std::vector<std::string>> texts(std::string_view key) const;
    Result<bool> flag(std::string_view key) const;

    /// The error for a value of the right type that does not fit the rest: `expected` completes
    /// "… was expected to be …".
    Error unfit(std::string_view key, std::string_view expected) const;

private:
    friend Result<ModelConfig> parseModelConfig(std::string_view text, std::string_view file_name);
    ModelConfig(std::string file_name, std::shared_ptr<const nlohmann::json> settings);
    const nlohmann::json* find(std::string_view key) const;

    std::string file_name_;
    std::shared_ptr<const nlohmann::json> settings_;  // an object
    std::string class_name_;
};

/// Reads a config.json that is already in memory; `file_name` appears in errors only. Python writes Infinity
/// where JSON has no word for it; that is read as a number near the largest, so that limits apply to it.
/// Errors: ModelCorrupt.
Result<ModelConfig> parseModelConfig(std::string_view text, std::string_view file_name);

/// Reads `path`, a config.json of at most 1 MiB. Errors: ModelMissing, FileUnreadable, ModelCorrupt.
Result<ModelConfig> readModelConfig(const std::string& path);

}  // namespace engine
