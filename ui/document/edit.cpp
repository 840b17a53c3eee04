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

}  // namespace

bool changesNothing(const engine::Change& change) {
    return isStill(change.field.log_gain) && isStill(change.warp.offset);
}

}  // namespace ui
