#include "engine/store/model_store.h"

#include <algorithm>

namespace engine {

ModelStore::Stamp ModelStore::stampOf(const std::string& name) const {
    const std::filesystem::path path = root_ + "/" + name + "/model.safetensors";
    std::error_code missing;  // T::load says what is wrong with a file that is not there
    Stamp stamp;
    stamp.bytes = std::filesystem::file_size(path, missing);
    stamp.written = std::filesystem::last_write_time(path, missing);
    return stamp;
}

std::shared_ptr<const void> ModelStore::find(const std::string& name, const Stamp& stamp,
                                             std::type_index type) {
    const auto entry = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) {
        return e.name == name && e.type == type && e.stamp == stamp;
    });
    if (entry == entries_.end()) return nullptr;
    std::rotate(entry, entry + 1, entries_.end());
    return entries_.back().network;
}

void ModelStore::keep(const std::string& name, const Stamp& stamp, std::type_index type,
                      std::shared_ptr<const void> network) {
    std::erase_if(entries_, [&](const Entry& e) { return e.name == name && e.type == type; });
    entries_.push_back({name, stamp, type, std::move(network)});
    std::size_t held = 0;
    for (const Entry& e : entries_) held += e.stamp.bytes;
    while (entries_.size() > 1 && held > budget_) {
        held -= entries_.front().stamp.bytes;
        entries_.erase(entries_.begin());
    }
}

}  // namespace engine
