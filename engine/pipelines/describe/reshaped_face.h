#pragma once

#include <ATen/core/Tensor.h>

#include <initializer_list>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/error.h"
#include "engine/api/photo.h"
#include "engine/models/describe/described_words.h"
#include "engine/models/expressions/expressions.h"
#include "engine/models/glasses/glasses_remover.h"

namespace engine {

struct Reading;

/// What a face is reshaped with.
struct FaceTools {
    const Expressions& expressions;
    const GlassesRemover* glasses;  ///< may be null where no words ask for it
};

/// How the face becomes another before the network for words sees it: moved, and without glasses.
struct ReshapedFace {
    Change change;     ///< without a mask
    at::Tensor where;  ///< [1, 1, h, w], 0…1; undefined: nothing happens
    at::Tensor gain;   ///< of `change`, [1, 3, h, w]; undefined: none
    at::Tensor cover;  ///< of its paint, [1, 1, h, w]; undefined: none

    /// Its gain added to another [1, 3, H, W].
    at::Tensor lit(const at::Tensor& more) const;
};

/// `reading` may be null: no face. `pointed_at`: a mask is painted over the place. Errors: InvalidRequest (an
/// expression or glasses without a face), NothingFound (no glasses), ModelMissing (nothing to take them off
/// with).
Result<ReshapedFace> reshapedFace(const DescribedWords& words, const FaceTools& tools, const Reading* reading,
                                  const Photo& photo, std::vector<Layer> layers, Rect region, double strength,
                                  bool pointed_at);

/// Where any of some maps [1, 1, h, w] says something, as fine as the finest; undefined ones say nothing.
at::Tensor any(std::initializer_list<at::Tensor> maps);

}  // namespace engine
