#pragma once

#include <algorithm>
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "engine/api/model_library.h"

namespace test {

inline engine::ModelDescription makeModel(const std::string& name, engine::ModelKind kind,
                                          const std::string& family = {}) {
    engine::ModelDescription model;
    model.name = name;
    model.path = "/models/" + name;
    model.kind = kind;
    model.family = family;
    model.bytes = 2'000'000'000;
    model.memory = 3'600'000'000;
    model.precision = "F16";
    return model;
}

/// A library in memory: `files` is what lies on the disk, `shelf` what is installed.
class FakeModelLibrary : public engine::ModelLibrary {
public:
    std::map<std::string, engine::ModelDescription> files;  ///< by path
    std::vector<engine::ModelDescription> mutable shelf;
    std::vector<std::pair<std::string, engine::ImportMode>> mutable imported;
    /// Runs on the pool's thread while a file is read.
    std::function<void(std::stop_token, const std::function<void(double)>&)> while_reading;
    std::atomic<bool> refuses_removal = false;
    bool ignores_stop = false;

    std::vector<engine::ModelDescription> installed() const override {
        const std::scoped_lock lock(mutex_);
        return shelf;
    }

    engine::Result<engine::ModelDescription> describe(const std::string& path) const override {
        if (const auto found = files.find(path); found != files.end()) return found->second;
        return engine::Error{engine::ErrorCode::ModelMissing, "expected a model, found nothing at " + path};
    }

    engine::Result<engine::ModelDescription> import(
        const std::string& path, engine::ImportMode mode, std::stop_token stop,
        const std::function<void(double)>& progress) const override {
        if (while_reading) while_reading(stop, progress);
        if (stop.stop_requested() && !ignores_stop)
            return engine::Error{engine::ErrorCode::Cancelled, "cancelled"};
        engine::ModelDescription taken = files.at(path);
        taken.path = "/library/" + taken.name;
        taken.sha256 = std::string(64, 'a');
        const std::scoped_lock lock(mutex_);
        imported.emplace_back(path, mode);
        shelf.push_back(taken);
        return taken;
    }

    engine::Result<engine::Done> remove(const std::string& path) const override {
        const std::scoped_lock lock(mutex_);
        if (refuses_removal) {
            return engine::Error{engine::ErrorCode::FileUnwritable,
                                 "expected to write in /library, found no permission"};
        }
        std::erase_if(shelf, [&](const engine::ModelDescription& model) { return model.path == path; });
        return engine::Done{};
    }

private:
    mutable std::mutex mutex_;
};

}  // namespace test
