#include "engine/files/strict_json.h"

#include <functional>
#include <set>
#include <vector>

#include "engine/files/in_quotes.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr int kMostValues = 1'000'000;

/// Watches a parse and remembers the first thing that is wrong.
class Watch {
public:
    std::string objection;

    bool operator()(int depth, json::parse_event_t event, json& value) {
        if (!objection.empty()) return false;
        switch (event) {
            case json::parse_event_t::object_start:
            case json::parse_event_t::array_start:
                if (depth >= kDeepestJson) {
                    objection = "at most " + std::to_string(kDeepestJson) +
                                " levels of nesting were expected, but it has more";
                }
                keys_.resize(static_cast<std::size_t>(depth) + 1);
                keys_.back().clear();
                count();
                break;
            case json::parse_event_t::key:
                if (!keys_.back().insert(value.get<std::string>()).second) {
                    objection = "every key was expected once, but " + inQuotes(value.get<std::string>()) +
                                " stands there twice";
                }
                break;
            case json::parse_event_t::object_end:
            case json::parse_event_t::array_end:
                keys_.resize(static_cast<std::size_t>(depth));
                break;
            case json::parse_event_t::value:
                count();
                break;
        }
        return objection.empty();
    }

private:
    void count() {
        if (++values_ > kMostValues) {
            objection = "at most " + std::to_string(kMostValues) + " values were expected, but it has more";
        }
    }

    std::vector<std::set<std::string>> keys_;  // of every object that is open
    int values_ = 0;
};

std::string notJson(std::size_t byte, const char* expected) {
    return std::string(expected) + " was expected, but byte " + std::to_string(byte) + " is not";
}

}  // namespace

nlohmann::json parseStrictJson(std::string_view text, std::string& objection) {
    objection.clear();
    json value;
    // The JSON library takes a zero byte for the end.
    if (const auto zero = text.find('\0'); zero != text.npos) {
        objection = notJson(zero + 1, "JSON");
        return value;
    }
    Watch watch;
    try {
        value = json::parse(text, std::ref(watch));
    } catch (const json::parse_error& error) {
        const bool encoding = std::string_view(error.what()).find("UTF-8") != std::string_view::npos;
        objection = notJson(error.byte, encoding ? "UTF-8 text" : "JSON");
    } catch (const json::exception&) {  // a number beyond what a double can hold
        objection = "numbers up to 1e308 were expected, but a larger one was found";
    }
    if (!watch.objection.empty()) objection = watch.objection;
    return value;
}

}  // namespace engine
