#include "engine/store/library/licence_note.h"

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "engine/files/read_file.h"

namespace engine {
namespace {

constexpr std::size_t kLongestNote = 100;  // bytes
constexpr std::size_t kLargestText = std::size_t{1} << 20;

/// One line without control characters and quotes, cut where it is long; broken text is left out.
std::string line(const std::string& text) {
    std::string clean;
    for (const char c : text.substr(0, text.find_first_of("\r\n"))) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte > '~' || c == '"' || c == '\'') continue;
        if (clean.size() < kLongestNote && !(clean.empty() && c == ' ')) clean += c;
    }
    while (clean.ends_with(' ')) clean.pop_back();
    return clean;
}

std::string frontMatter(const std::string& readme) {
    std::istringstream lines(readme);
    std::string one;
    if (!std::getline(lines, one) || !one.starts_with("---")) return {};
    const std::string key = "license:";
    while (std::getline(lines, one) && !one.starts_with("---")) {
        if (one.starts_with(key)) return line(one.substr(key.size()));
    }
    return {};
}

std::string textOf(const std::string& path) {
    const Result<std::string> text = readFile(path, kLargestText);
    return text ? text.value() : std::string();
}

}  // namespace

std::string licenceIn(const TensorMetadata& metadata) {
    for (const char* key :
         {"license", "licence", "modelspec.license", "modelspec.licence", "general.license"}) {
        if (const auto place = metadata.find(key); place != metadata.end()) {
            if (std::string note = line(place->second); !note.empty()) return note;
        }
    }
    return {};
}

std::string licenceOf(const std::string& folder) {
    if (std::string note = frontMatter(textOf(folder + "/README.md")); !note.empty()) return note;
    for (const char* name : {"LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "COPYING"}) {
        std::string text = textOf(folder + "/" + name);
        text.erase(0, std::min(text.find_first_not_of(" \t\r\n#"), text.size()));
        if (std::string note = line(text); !note.empty()) return note;
    }
    return {};
}

}  // namespace engine
