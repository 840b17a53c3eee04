#include "engine/store/library/verified_note.h"

#include <sys/stat.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <span>

#include "engine/files/read_file.h"
#include "engine/files/write_file.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr std::size_t kLargestNote = std::size_t{16} << 20;

std::optional<VerifiedFile> fileIn(const json& one) {
    const auto text = [&](const char* key) {
        const auto place = one.find(key);
        return place != one.end() && place->is_string() ? place->get<std::string>() : std::string();
    };
    const auto bytes = one.find("bytes"), written = one.find("written");
    if (bytes == one.end() || !bytes->is_number_unsigned() || written == one.end() ||
        !written->is_number_integer()) {
        return std::nullopt;
    }
    return VerifiedFile{text("name"), text("sha256"), bytes->get<std::uint64_t>(),
                        written->get<std::int64_t>()};
}

}  // namespace

std::optional<VerifiedFile> stampOf(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    return VerifiedFile{std::filesystem::path(path).filename().string(), "",
                        static_cast<std::uint64_t>(status.st_size),
                        status.st_mtim.tv_sec * kNanoseconds + status.st_mtim.tv_nsec};
}

Result<Done> writeNote(const std::string& path, const VerifiedNote& note) {
    json files = json::array();
    for (const VerifiedFile& file : note) {
        files.push_back(
            {{"name", file.name}, {"sha256", file.sha256}, {"bytes", file.bytes}, {"written", file.written}});
    }
    const std::string text =
        json{{"files", files}}.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
    const auto bytes = std::as_bytes(std::span(text));
    return writeFile(path, std::span(&bytes, 1));
}

std::optional<VerifiedNote> readNote(const std::string& path) {
    const Result<std::string> text = readFile(path, kLargestNote);
    if (!text) return std::nullopt;
    const json root = json::parse(text.value(), nullptr, false);
    if (!root.is_object() || !root.contains("files") || !root["files"].is_array()) return std::nullopt;
    VerifiedNote note;
    for (const json& one : root["files"]) {
        const auto file = one.is_object() ? fileIn(one) : std::nullopt;
        if (!file) return std::nullopt;
        note.push_back(*file);
    }
    return note;
}

std::string changedSince(const VerifiedNote& note, const std::string& model) {
    std::error_code failed;
    const bool folder = std::filesystem::is_directory(model, failed);
    for (const VerifiedFile& file : note) {
        const auto now = stampOf(folder ? model + "/" + file.name : model);
        if (!now || now->bytes != file.bytes || now->written != file.written) return file.name;
    }
    return {};
}

}  // namespace engine
