#pragma once

#include <string>
#include <utility>
#include <variant>

namespace engine {

enum class ErrorCode {
    Cancelled,
    InvalidRequest,  ///< the request contradicts itself or the photo (mask of another size, empty region, …)
    FileUnreadable,   ///< not there, no permission, damaged, or not a picture
    FileUnsupported,  ///< a picture, but of a kind that is not handled (too large, too small, …)
    FileUnwritable,   ///< export failed: no space, no permission, folder gone; no partial file is left
    NoFace,           ///< the tool needs a face and none was found
    NothingFound,     ///< what the request is about is not in the photo, or cannot be seen well enough
    ModelMissing,
    ModelCorrupt,
    OutOfMemory,
    Internal,
};

/// What went wrong, in words a person can act on: what was expected, what was found, what to do.
/// `code` is what a program may switch on.
struct Error {
    ErrorCode code;
    std::string message;
};

/// A value, or the reason there is none. Callers must look: there is no silent conversion to T.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::move(value)) {}
    Result(Error error) : state_(std::move(error)) {}

    explicit operator bool() const { return std::holds_alternative<T>(state_); }
    const T& value() const& { return std::get<T>(state_); }
    T&& value() && { return std::get<T>(std::move(state_)); }
    const Error& error() const { return std::get<Error>(state_); }

private:
    std::variant<T, Error> state_;
};

/// Success with nothing to hand over: Result<Done>.
struct Done {};

}  // namespace engine
