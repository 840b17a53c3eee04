#pragma once

#include <vector>

#include "engine/models/portrait_reader/portrait_reader_module.h"
#include "engine/train/portrait_set.h"

namespace engine {

/// Fits the fixed numbers of `shape` to the portraits' meshes: mean face, and the least-squares map from
/// anchors to mesh within the principal shapes that hold 99.5 % of the variation (Eigen). Mirror images count
/// as faces too. Returns the mesh points that serve as anchors: named ones first, then whatever is furthest
/// from those chosen.
std::vector<int> fitMeshShape(const std::vector<Portrait>& portraits, MeshShapeImpl& shape);

}  // namespace engine
