#include <gtest/gtest.h>

#include <cctype>
#include <map>
#include <regex>
#include <set>

#include "tests/source_tree.h"

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestFile = 450;  // lines

std::string textOf(const std::string& file) {
    std::string text;
    for (const std::string& line : linesOf(file)) text += line + '\n';
    return text;
}

std::string lowerCase(std::string text) {
    for (char& letter : text) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return text;
}

/// Folders named in the code blocks of the README: lines such as "  engine/jobs/   worker, queue".
std::set<std::string> foldersOfTheMap() {
    const std::regex folder(R"(^[\s│├└─]*((?:[a-z0-9_.]+/)+)(?:\s|$))");
    std::set<std::string> folders;
    bool inside = false;
    std::smatch match;
    for (const std::string& line : linesOf("README.md")) {
        if (line.starts_with("```")) {
            inside = !inside;
        } else if (inside && std::regex_search(line, match, folder)) {
            folders.insert(match[1]);
        }
    }
    return folders;
}

TEST(Tree, TheTopOfTheCheckoutHoldsOnlyWhatTheDesignNames) {
    const std::set<std::string> allowed = {".ci",
                                           ".clang-format",
                                           ".clang-tidy",
                                           ".git",
                                           ".gitattributes",
                                           ".gitignore",
                                           "CMakeLists.txt",
                                           "CMakePresets.json",
                                           "LICENSE",
                                           "README.md",
                                           "app",
                                           "build",
                                           "docs",
                                           "engine",
                                           "packaging",
                                           "resources",
                                           "tests",
                                           "translations",
                                           "ui"};
    for (const auto& entry : fs::directory_iterator(sourceRoot())) {
        EXPECT_TRUE(allowed.contains(entry.path().filename().string())) << entry.path().filename();
    }
}

TEST(Tree, EveryFolderOnTheReadmesMapExists) {
    const std::set<std::string> folders = foldersOfTheMap();
    for (const std::string& folder : folders) EXPECT_TRUE(fs::is_directory(sourceRoot() / folder)) << folder;
    for (const char* needed : {"engine/api/", "engine/jobs/", "engine/files/", "ui/document/"}) {
        EXPECT_TRUE(folders.contains(needed)) << "the README's map does not show " << needed;
    }
}

TEST(Tree, NoSourceFileIsLongerThanASecondIdea) {
    for (const char* top : {"app", "ui", "engine", "tests"}) {
        for (const std::string& file : sourcesUnder(top)) {
            EXPECT_LE(linesOf(file).size(), kLongestFile)
                << file << " is too long: look for the second idea in it";
        }
    }
}

TEST(Tree, FilesAreNamedInLowerSnake) {
    const std::regex name(R"([a-z0-9_]+\.(cpp|h))");
    for (const char* top : {"app", "ui", "engine", "tests"}) {
        for (const std::string& file : sourcesUnder(top)) {
            EXPECT_TRUE(std::regex_match(fs::path(file).filename().string(), name)) << file;
        }
    }
}

TEST(Tree, TheJapaneseTranslationIsComplete) {
    const std::string file = "translations/penumbra_ja.ts";
    if (!fs::exists(sourceRoot() / file)) GTEST_SKIP() << "there is no Japanese translation yet";
    const std::string text = textOf(file);
    EXPECT_EQ(text.find("type=\"unfinished\""), std::string::npos) << file << " has unfinished entries";
    EXPECT_NE(text.find("<translation>"), std::string::npos) << file << " translates nothing";
    EXPECT_EQ(text.find("<translation></translation>"), std::string::npos) << file << " has empty entries";
}

TEST(Tree, TheReadmeNamesEveryLibraryThatIsLookedFor) {
    const std::map<std::string, std::string> called = {{"Torch", "LibTorch"},         {"Qt6", "Qt"},
                                                       {"nlohmann_json", "nlohmann"}, {"GTest", "GoogleTest"},
                                                       {"Eigen3", "Eigen"},           {"lcms2", "lcms"}};
    const std::set<std::string> parts_of_cmake = {"Threads", "PkgConfig"};
    const std::regex package(R"(find_package\((\w+))");
    const std::regex module(R"(pkg_check_modules\(\w+ .*IMPORTED_TARGET (?:GLOBAL )?(\w+))");
    const std::string readme = lowerCase(textOf("README.md"));
    for (const char* file : {"CMakeLists.txt", "engine/CMakeLists.txt", "ui/CMakeLists.txt",
                             "app/CMakeLists.txt", "tests/CMakeLists.txt"}) {
        std::vector<std::string> wanted = matchesIn(file, package);
        for (const std::string& name : matchesIn(file, module)) wanted.push_back(name);
        for (const std::string& name : wanted) {
            if (parts_of_cmake.contains(name)) continue;
            const auto other = called.find(name);
            const std::string shown = other == called.end() ? name : other->second;
            EXPECT_NE(readme.find(lowerCase(shown)), std::string::npos)
                << "the README does not mention " << shown;
        }
    }
}

}  // namespace
