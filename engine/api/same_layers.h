#pragma once

#include <algorithm>
#include <span>

#include "engine/api/change.h"

namespace engine {

/// Whether two stacks of layers are the same ones: told by the fields and masks that they share, without
/// looking at numbers.
inline bool areSameLayers(std::span<const Layer> some, std::span<const Layer> others) {
    return std::equal(some.begin(), some.end(), others.begin(), others.end(),
                      [](const Layer& a, const Layer& b) {
                          return a.opacity == b.opacity && a.change.region == b.change.region &&
                                 a.change.field.log_gain == b.change.field.log_gain &&
                                 a.change.warp.offset == b.change.warp.offset &&
                                 a.change.paint.rgba == b.change.paint.rgba &&
                                 a.change.mask.sharesPixelsWith(b.change.mask);
                      });
}

}  // namespace engine
