#include "engine/files/shard_index.h"

#include <nlohmann/json.hpp>

#include "engine/files/in_quotes.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr std::size_t kMostShards = 256;
constexpr int kDeepest = 2;  // an object in an object; what lies deeper is not even kept

Error corrupt(std::string_view file_name, const std::string& objection) {
    return {ErrorCode::ModelCorrupt,
            inQuotes(file_name) + " is not a usable index of weights: " + objection + "; download it again."};
}

/// Shards lie beside their index: a name that leads elsewhere is not followed.
bool isPlainName(const std::string& name) {
    return !name.empty() && name.find_first_of("/\\") == std::string::npos && name != "." && name != ".." &&
           name.find('\0') == std::string::npos;
}

}  // namespace

Result<std::set<std::string>> parseShardIndex(std::string_view text, std::string_view file_name) {
    const auto shallow = [](int depth, json::parse_event_t, const json&) { return depth <= kDeepest; };
    const json index = json::parse(text, shallow, false);
    const auto map = index.is_object() ? index.find("weight_map") : index.end();
    if (!index.is_object() || map == index.end() || !map->is_object() || map->empty())
        return corrupt(file_name, "a \"weight_map\" that names the shards was expected");
    std::set<std::string> shards;
    for (const json& shard : *map) {
        if (!shard.is_string() || !isPlainName(shard.get_ref<const std::string&>())) {
            return corrupt(file_name,
                           "shards were expected as names of files beside it, but " +
                               inQuotes(shard.dump(-1, ' ', false, json::error_handler_t::replace)) +
                               " was found");
        }
        shards.insert(shard.get_ref<const std::string&>());
        if (shards.size() > kMostShards)
            return corrupt(file_name, "at most 256 shards were expected, but it names more");
    }
    return shards;
}

}  // namespace engine
