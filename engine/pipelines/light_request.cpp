#include "engine/pipelines/light_request.h"

#include <string>

namespace engine {
namespace {

constexpr int kMaxSteps = 100;

}  // namespace

std::optional<Error> checkPhotoAndMask(const Photo& photo, const Image& mask) {
    if (photo.isNull())
        return Error{ErrorCode::InvalidRequest, "A photo was expected, none is open; open one first."};
    if (mask.isNull() || mask.size() == photo.size()) return std::nullopt;
    return Error{ErrorCode::InvalidRequest, "A mask of the photo's size (" + text(photo.size()) +
                                                ") was expected, found " + text(mask.size()) +
                                                "; use a mask made for this photo."};
}

std::optional<Error> checkSteps(int steps) {
    if (steps >= 1 && steps <= kMaxSteps) return std::nullopt;
    return Error{ErrorCode::InvalidRequest, "1 to " + std::to_string(kMaxSteps) +
                                                " steps were expected, found " + std::to_string(steps) + "."};
}

std::optional<Error> checkShare(const char* name, float value) {
    if (value >= 0 && value <= 1) return std::nullopt;
    return Error{ErrorCode::InvalidRequest,
                 std::string(name) + " was expected between 0 and 1, found " + std::to_string(value) + "."};
}

std::optional<Error> checkGuidance(double guidance) {
    if (guidance >= 0 && guidance <= 100) return std::nullopt;
    return Error{ErrorCode::InvalidRequest,
                 "Guidance was expected from 0 to 100; choose a number in that range."};
}

}  // namespace engine
