#include "engine/files/model_settings.h"

#include <utility>

#include "engine/files/in_quotes.h"

namespace engine {

template <typename T>
T ModelSettings::kept(Result<T> read, T otherwise) {
    if (read) return std::move(read).value();
    if (!error_) error_ = read.error();
    return otherwise;
}

int ModelSettings::whole(std::string_view key, int otherwise, int min, int max) {
    if (!config_.isSet(key)) return otherwise;
    return static_cast<int>(kept<std::int64_t>(config_.integer(key, min, max), otherwise));
}

double ModelSettings::number(std::string_view key, double otherwise, double min, double max) {
    return config_.isSet(key) ? kept(config_.number(key, min, max), otherwise) : otherwise;
}

bool ModelSettings::flag(std::string_view key, bool otherwise) {
    return config_.isSet(key) ? kept(config_.flag(key), otherwise) : otherwise;
}

std::string ModelSettings::text(std::string_view key, std::string_view otherwise) {
    return config_.isSet(key) ? kept(config_.text(key), std::string(otherwise)) : std::string(otherwise);
}

std::vector<int> ModelSettings::wholes(std::string_view key, std::vector<int> otherwise, int min, int max) {
    if (!config_.isSet(key)) return otherwise;
    if (!config_.isList(key)) return {whole(key, min, min, max)};
    const auto read = kept(config_.integers(key, min, max), std::vector<std::int64_t>{});
    return {read.begin(), read.end()};
}

std::vector<int> ModelSettings::wholes(std::string_view key, std::vector<int> otherwise, std::size_t count,
                                       int min, int max) {
    std::vector<int> read = wholes(key, std::move(otherwise), min, max);
    if (read.size() == 1) read.resize(count, read.front());
    if (read.size() != count) {
        object(key, "one number for each of the " + std::to_string(count) + " blocks");
        read.resize(count, min);
    }
    return read;
}

std::vector<std::string> ModelSettings::texts(std::string_view key, std::vector<std::string> otherwise) {
    if (!config_.isSet(key)) return otherwise;
    return kept(config_.texts(key), std::move(otherwise));
}

void ModelSettings::only(std::string_view key, std::string_view value) {
    if (text(key, value) != value) object(key, inQuotes(value) + ", the one that is supported");
}

void ModelSettings::onlyFlag(std::string_view key, bool value) {
    if (flag(key, value) != value) object(key, value ? "true" : "false");
}

void ModelSettings::absent(std::string_view key) {
    if (config_.isSet(key)) object(key, "absent or null; this kind of network is not supported");
}

void ModelSettings::object(std::string_view key, std::string_view expected) {
    if (!error_) error_ = config_.unfit(key, expected);
}

}  // namespace engine
