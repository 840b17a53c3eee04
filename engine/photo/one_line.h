#pragma once

#include <string>

namespace engine {

/// The first line of what a decoder or encoder says, which may be several: messages are one sentence.
inline std::string oneLine(const std::string& message) {
    return message.substr(0, message.find('\n'));
}

}  // namespace engine
