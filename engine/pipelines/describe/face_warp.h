#pragma once

#include <ATen/core/Tensor.h>

#include <vector>

#include "engine/api/change.h"
#include "engine/models/expressions/expressions.h"

namespace engine {

/// A movement of a face as a change shows it.
struct FaceWarp {
    WarpField field;
    at::Tensor moved;  ///< [1, 1, h, w] of the field's size, 0…1: where something visibly moves
};

/// Movements that a face is to make, and how much of them (1: as they were learnt).
struct AskedMoves {
    const Expressions::Moves* moves;
    double amount;
};

/// `asked`, added up, for the face of `mesh` (kMeshPoints places in the photo) over `region`,
/// whose cells are fine enough for a mouth. Between and around the mesh's points the movement is smooth and
/// fades out.
FaceWarp faceWarp(const std::vector<ImagePoint>& mesh, const std::vector<AskedMoves>& asked, Rect region);

}  // namespace engine
