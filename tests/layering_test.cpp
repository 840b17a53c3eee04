#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "tests/source_tree.h"

namespace {

using Folders = std::set<std::string>;

// Who may include whom. A folder may always include itself; anything else must be named here.
const std::map<std::string, Folders> kAllowed = {
    {"engine/api", {}},
    {"engine/jobs", {"engine/api"}},
    {"engine/files", {"engine/api"}},
    {"engine/photo", {"engine/api"}},
    {"engine/schedulers", {"engine/api", "engine/files"}},
    {"engine/nn", {"engine/api", "engine/files"}},
    {"engine/models", {"engine/api", "engine/files", "engine/nn"}},
    {"engine/pipelines",
     {"engine/api", "engine/jobs", "engine/photo", "engine/models", "engine/schedulers", "engine/nn"}},
    {"engine/train",
     {"engine/api", "engine/files", "engine/photo", "engine/nn", "engine/models", "engine/schedulers",
      "engine/jobs", "engine/pipelines"}},
    {"engine/store", {"engine/api", "engine/files", "engine/models", "engine/nn"}},
    {"engine/local_engine",
     {"engine/api", "engine/jobs", "engine/files", "engine/photo", "engine/schedulers", "engine/nn",
      "engine/models", "engine/pipelines", "engine/train", "engine/store", "engine/seen_faces"}},
    {"engine/seen_faces", {"engine/api", "engine/jobs", "engine/models", "engine/pipelines", "engine/store"}},
    {"ui/widgets", {}},
    {"ui/document", {"engine/api"}},
    {"ui/session", {"ui/document", "engine/api"}},
    {"ui/canvas", {"ui/document", "ui/session", "engine/api"}},
    {"ui/tools", {"ui/document", "ui/session", "ui/canvas", "ui/widgets", "engine/api"}},
    {"ui/panels", {"ui/session", "ui/document", "ui/widgets", "engine/api"}},
    // The window itself wires everything in ui, and knows the engine only by its contract.
    {"ui/*.*",
     {"ui/widgets", "ui/document", "ui/session", "ui/canvas", "ui/tools", "ui/panels", "engine/api"}},
};

/// "engine/jobs" for engine/jobs/worker.h, "engine/local_engine" for engine/local_engine.cpp, "ui/*.*" for
/// ui/main_window.h.
std::string folderOf(const std::string& path) {
    const auto slash = path.find('/', path.find('/') + 1);
    if (slash != std::string::npos) return path.substr(0, slash);
    return path.starts_with("ui/") ? "ui/*.*" : path.substr(0, path.rfind('.'));
}

TEST(Layering, IncludesFollowTheTable) {
    const std::regex include(R"re(^\s*#\s*include "([^"]+)")re");
    for (const char* top : {"engine", "ui"}) {
        for (const std::string& file : sourcesUnder(top)) {
            const auto row = kAllowed.find(folderOf(file));
            ASSERT_NE(row, kAllowed.end()) << file << " lies in a folder that is not in the table";
            for (const std::string& included : matchesIn(file, include)) {
                const std::string to = folderOf(included);
                EXPECT_TRUE(to == row->first || row->second.contains(to))
                    << file << " may not include " << included;
            }
        }
    }
}

TEST(Layering, IncludesStartAtTheRootAndNameAFile) {
    const std::regex include(R"re(^\s*#\s*include "([^"]+)")re");
    for (const char* top : {"app", "engine", "ui", "tests"}) {
        for (const std::string& file : sourcesUnder(top)) {
            for (const std::string& included : matchesIn(file, include)) {
                const bool generated = included.ends_with(".moc");  // written by Qt's tools while building
                EXPECT_TRUE(generated || std::filesystem::is_regular_file(sourceRoot() / included))
                    << file << " includes " << included;
            }
        }
    }
}

TEST(Layering, OnlyTheNetworksKnowTorch) {
    const Folders knowing = {"engine/nn",    "engine/models", "engine/schedulers",  "engine/pipelines",
                             "engine/train", "engine/store",  "engine/local_engine"};
    const std::regex torch(R"(^\s*#\s*include [<"]((?:torch|ATen|c10)/[^>"]*))");
    for (const char* top : {"app", "engine", "ui"}) {
        for (const std::string& file : sourcesUnder(top)) {
            if (knowing.contains(folderOf(file)) || file.starts_with("app/train")) continue;
            for (const std::string& header : matchesIn(file, torch))
                ADD_FAILURE() << file << " includes " << header;
        }
    }
}

TEST(Layering, NobodyInTheEngineKnowsQtAndNobodyInTheWindowKnowsOpenCv) {
    const std::regex qt(R"(^\s*#\s*include [<"](Q[A-Za-z0-9]*[^>"]*))");
    const std::regex pictures(R"(^\s*#\s*include [<"]((?:opencv2|OpenImageIO|Eigen|lcms2)[^>"]*))");
    for (const std::string& file : sourcesUnder("engine")) {
        for (const std::string& header : matchesIn(file, qt)) ADD_FAILURE() << file << " includes " << header;
    }
    for (const std::string& file : sourcesUnder("ui")) {
        for (const std::string& header : matchesIn(file, pictures))
            ADD_FAILURE() << file << " includes " << header;
    }
}

TEST(Layering, NobodyIncludesThePrograms) {
    const std::regex program(R"re(^\s*#\s*include "(app/[^"]+)")re");
    for (const char* top : {"engine", "ui"}) {
        for (const std::string& file : sourcesUnder(top))
            EXPECT_TRUE(matchesIn(file, program).empty()) << file;
    }
}

}  // namespace
