#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/error.h"

namespace cli {

/// An option that a command knows.
struct Option {
    std::string_view name;   ///< "--strength"
    std::string_view value;  ///< what stands after it, for the help text ("0..1"); empty: nothing does
    std::string_view help;
    bool repeats = false;  ///< may stand more than once
};

/// The words after the command, sorted into inputs and options. Words are UTF-8 as the shell gave them.
class Arguments {
public:
    /// Errors InvalidRequest: an unknown option, one that stands twice, one without its value.
    static engine::Result<Arguments> parse(std::span<const std::string> words,
                                           std::span<const Option> options);

    const std::vector<std::string>& inputs() const { return inputs_; }
    bool has(std::string_view name) const { return values_.contains(name); }
    /// The value of an option; empty when it was not given.
    std::string text(std::string_view name) const;
    /// All values of an option that repeats, in order.
    std::vector<std::string> texts(std::string_view name) const;

private:
    std::vector<std::string> inputs_;
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// Reads options into variables, which keep what they hold where an option was not given. The first value
/// that does not fit is kept as error().
class OptionReader {
public:
    explicit OptionReader(const Arguments& arguments) : arguments_(arguments) {}

    void number(std::string_view name, double min, double max, float& into);
    void number(std::string_view name, double min, double max, double& into);
    void whole(std::string_view name, int min, int max, int& into);
    /// Any whole number from 0 to 2⁶⁴ − 1.
    void seed(std::string_view name, std::uint64_t& into);
    void text(std::string_view name, std::string& into);

    const std::optional<engine::Error>& error() const { return error_; }

private:
    void fail(std::string_view name, const std::string& expected);

    const Arguments& arguments_;
    std::optional<engine::Error> error_;
};

}  // namespace cli
