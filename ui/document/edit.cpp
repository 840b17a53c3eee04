#include "ui/document/edit.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr float kNothing = 1e-6f;  // less than a level of 16 bits, and far less than a pixel

bool isStill(const std::shared_ptr<const std::vector<float>>& field) {
    return !field ||
           std::all_of(field->begin(), field->end(), [](float value) { return std::abs(value) < kNothing; });
}

bool coversNothing(const std::shared_ptr<const std::vector<float>>& rgba) {
    for (std::size_t i = 3; rgba && i < rgba->size(); i += 4) {
        if ((*rgba)[i] >= kNothing) return false;
    }
    return true;
}

}  // namespace

bool changesNothing(const engine::Change& change) {
    return isStill(change.field.log_gain) && isStill(change.warp.offset) && coversNothing(change.paint.rgba);
}

}  // namespace ui
