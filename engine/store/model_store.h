#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <typeindex>
#include <vector>

#include "engine/api/error.h"
#include "engine/nn/compute.h"

namespace engine {

/// Loaded networks by component folder, within a memory budget: what was used longest ago goes first. Engine
/// thread only.
class ModelStore {
public:
    /// `root` holds the component folders; `budget` in bytes of weights on disk (a network in memory takes
    /// about twice that, since files hold fp16).
    ModelStore(std::string root, const Compute& compute, std::size_t budget)
        : root_(std::move(root)), compute_(compute), budget_(budget) {}

    /// The network of component `name` (a folder below the root), loaded by T::load when it is not there yet
    /// or its file on disk has changed. Errors: those of T::load.
    template <typename T>
    Result<std::shared_ptr<const T>> network(const std::string& name) {
        const Stamp stamp = stampOf(name);
        if (auto held = find(name, stamp, typeid(T))) return std::static_pointer_cast<const T>(held);
        Result<T> loaded = load<T>(root_ + "/" + name);
        if (!loaded) return loaded.error();
        auto network = std::make_shared<const T>(std::move(loaded).value());
        keep(name, stamp, typeid(T), network);
        return network;
    }

    /// Forgets everything that no running job holds.
    void clear() { entries_.clear(); }

private:
    /// Size and time of the weights file: another file under the same name is another network.
    struct Stamp {
        std::uintmax_t bytes = 0;
        std::filesystem::file_time_type written;
        bool operator==(const Stamp&) const = default;
    };
    struct Entry {
        std::string name;
        Stamp stamp;
        std::type_index type;
        std::shared_ptr<const void> network;
    };

    /// Networks that know no device (the portrait reader and its finder) stay on the CPU in f32.
    template <typename T>
    Result<T> load(const std::string& folder) const {
        if constexpr (requires { T::load(folder, compute_); }) {
            return T::load(folder, compute_);
        } else {
            return T::load(folder);
        }
    }

    Stamp stampOf(const std::string& name) const;
    std::shared_ptr<const void> find(const std::string& name, const Stamp& stamp, std::type_index type);
    void keep(const std::string& name, const Stamp& stamp, std::type_index type,
              std::shared_ptr<const void> network);

    std::string root_;
    Compute compute_;
    std::size_t budget_;
    std::vector<Entry> entries_;  ///< used longest ago first
};

}  // namespace engine
