#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <vector>

/// The checkout that the tests were built from.
inline std::filesystem::path sourceRoot() {
    return PENUMBRA_SOURCE_DIR;
}

inline std::vector<std::string> linesOf(const std::string& file) {
    std::vector<std::string> lines;
    std::ifstream in(sourceRoot() / file);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// Every C++ file below `folder`, as paths from the root, sorted; none when there is no such folder.
inline std::vector<std::string> sourcesUnder(const std::string& folder) {
    std::vector<std::string> files;
    if (!std::filesystem::is_directory(sourceRoot() / folder)) return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(sourceRoot() / folder)) {
        const std::string extension = entry.path().extension().string();
        if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".h")) continue;
        files.push_back(std::filesystem::relative(entry.path(), sourceRoot()).generic_string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The first group of `pattern` for each line of `file` that has it.
inline std::vector<std::string> matchesIn(const std::string& file, const std::regex& pattern) {
    std::vector<std::string> found;
    std::smatch match;
    for (const std::string& line : linesOf(file)) {
        if (std::regex_search(line, match, pattern)) found.push_back(match[1]);
    }
    return found;
}
