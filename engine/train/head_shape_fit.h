#pragma once

#include <string>
#include <vector>

#include "engine/models/head_shape/head_shape.h"
#include "engine/train/portrait_set.h"

namespace engine {

/// What a fit of the head's shape found.
struct HeadShapeFit {
    HeadShape shape;
    double error = 0;  ///< root mean square over the points of the people it was fitted to, eye distances
};

/// Fits the depth of each point of the mesh: the shape whose picture under every portrait's own head angles
/// (weak perspective: turned, sized, placed) lies nearest to that portrait's mesh. Alternating least squares,
/// after Tomasi & Kanade 1992 with the turns known. Errors: InvalidRequest (fewer than `kFewestHeads`).
Result<HeadShapeFit> fitHeadShape(const std::vector<Portrait>& portraits);
inline constexpr int kFewestHeads = 16;

/// Root mean square distance of the shape's picture from the meshes of `portraits`, in eye distances.
double headShapeError(const HeadShape& shape, const std::vector<Portrait>& portraits);

/// fitHeadShape() over the training side of the set in `data`, written to the folder `component`; prints what
/// was found, on people left out too.
Result<Done> trainHeadShape(const std::string& data, const std::string& component);

}  // namespace engine
